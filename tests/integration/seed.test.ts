import { describe, expect, it } from "vitest";
import { findLinkByToken } from "#app/db/stores/links.server.ts";
import { seedDemo } from "../../prisma/seed/demo.ts";
import { withTestDatabase } from "../support/database.ts";
import { testRuntime } from "../support/runtime.ts";

const db = withTestDatabase();

describe("the demo's people", () => {
  it("are loaded once, however often the demo starts, and the card stays the same", async () => {
    const runtime = testRuntime(db);
    const first = await seedDemo(runtime, { webhookUrl: null });
    const again = await seedDemo(runtime, { webhookUrl: null });
    expect(await counts()).toEqual({ portfolios: 3, accounts: 17, debtors: 16, staff: 5, keys: 1 });
    expect(again.staff).toEqual(first.staff);
    expect(again.apiKey).toBe(first.apiKey);
    expect(again.debtors.map(({ url: _, ...rest }) => rest)).toEqual(
      first.debtors.map(({ url: _, ...rest }) => rest),
    );
  });

  it("leave the staff one case of each kind to answer, however often the demo starts", async () => {
    const runtime = testRuntime(db);
    for (let start = 0; start < 2; start += 1) {
      const { debtors } = await seedDemo(runtime, { webhookUrl: null });
      expect(debtors.map(({ accountRef }) => accountRef)).not.toContain("TF-3391");
    }
    const waiting = await db.query<{ kind: string; state: string }>(
      `select kind, state from case_file
       union all select 'hardship', state from hardship_case order by kind`,
    );
    expect(waiting).toEqual([
      { kind: "complaint", state: "open" },
      { kind: "dispute", state: "open" },
      { kind: "hardship", state: "submitted" },
    ]);
  });

  it("begin with a Chinese debtor, and each link opens the account that it names", async () => {
    const runtime = testRuntime(db);
    const card = await seedDemo(runtime, { webhookUrl: null });
    expect(card.debtors[0]).toMatchObject({ locale: "zh-CN", portfolio: "qingchuan" });
    expect(Object.keys(card.debtors[0]?.facts ?? {})).toEqual([
      "dateOfBirth",
      "postcode",
      "idLast4",
      "cardLast4",
    ]);
    for (const { url, accountRef } of card.debtors) {
      const token = new URL(url).pathname.replace("/l/", "");
      const link = await findLinkByToken(db, runtime.sealer.hashToken(token));
      const [account] = await db.query<{ ref: string }>("select ref from account where id = $1", [
        link?.accountId,
      ]);
      expect(account?.ref).toBe(accountRef);
    }
  });
});

async function counts() {
  const [row] = await db.query(`select
    (select count(*)::int from portfolio) as portfolios,
    (select count(*)::int from account) as accounts,
    (select count(*)::int from debtor) as debtors,
    (select count(*)::int from staff) as staff,
    (select count(*)::int from api_key) as keys`);
  return row;
}
