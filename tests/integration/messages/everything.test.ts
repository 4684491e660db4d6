import { randomUUID } from "node:crypto";
import { beforeEach, describe, expect, it } from "vitest";
import { everythingHeld, heldTables } from "#app/services/held/everything-held.server.ts";
import { heldPaper } from "#app/services/held/held-paper.server.ts";
import { notGivenOut } from "#app/services/held/held-words.server.ts";
import { takeEverything } from "#app/services/held/take-everything.server.ts";
import type { Visit } from "#app/services/identity/read-visit.server.ts";
import { writeMessage } from "#app/services/threads/write-message.server.ts";
import { withTestDatabase } from "../../support/database.ts";
import { somePortfolio, type TestRuntime, testRuntime } from "../../support/runtime.ts";
import { facts, proven, someAccount, verified } from "../../support/visitor.ts";

const db = withTestDatabase();
let runtime: TestRuntime;
let accountId: string;
let who: Visit;

beforeEach(async () => {
  runtime = testRuntime(db);
  ({ accountId } = await someAccount(runtime, await somePortfolio(runtime)));
  who = await verified(runtime, accountId);
});

/** Parts that the paper shows line by line, in words of their own. */
const named = new Set(["plans", "agreements", "holds", "contactRecord", "visits", "messages"]);

const atLevel2 = (visitor: Visit) => proven(runtime, visitor);

async function say(visitor: Visit, text: string, account = accountId): Promise<void> {
  const message = { id: randomUUID(), text, to: { subject: `about ${text}` } };
  const written = await writeMessage(runtime, visitor, account, message);
  if (!written.ok) throw new Error(written.error);
}

describe("everything held", () => {
  it("forgets no table that names a debtor or an account", async () => {
    const rows = await db.query<{ name: string }>(
      `select distinct table_name as name from information_schema.columns
       join information_schema.tables using (table_schema, table_name)
       where table_schema = 'public' and table_type = 'BASE TABLE'
         and column_name in ('debtor_id', 'account_id')`,
    );
    const known = new Set([...heldTables.map(({ table }) => table), ...Object.keys(notGivenOut)]);
    expect(rows.map(({ name }) => name).filter((name) => !known.has(name))).toEqual([]);
    const sections = heldTables.map(({ section }) => section);
    expect(new Set(sections).size).toBe(sections.length);
  });

  it("forgets no column that is sealed, of all the tables that it gives out", async () => {
    const rows = await db.query<{ table: string; column: string }>(
      `select table_name as table, column_name as column from information_schema.columns
       where table_schema = 'public' and column_name in ('sealed', 'signature', 'name')
         and data_type = 'bytea'`,
    );
    const opened = heldTables.flatMap(({ table, seals = [] }) =>
      seals.map(({ column }) => `${table}.${column}`),
    );
    // Sealed until it is sent, and then let go of; the payer of a transfer may be somebody else.
    const apart = ["debtor.sealed", "contact_record.sealed", "transfer.sealed"];
    const names = rows.map(({ table, column }) => `${table}.${column}`);
    expect(names.filter((name) => !opened.includes(name) && !apart.includes(name))).toEqual([]);
  });

  it("opens what is sealed, and shows each section", async () => {
    await say(who, "每月十五日方便");
    const held = await everythingHeld(runtime, await atLevel2(who));
    expect(held.person).toMatchObject({ name: "测试员", idLast4: facts.idLast4, locale: "zh-CN" });
    expect(held.balances).toHaveLength(1);
    expect(held.sections.accounts).toMatchObject([
      { principal: "10000.00", cardLast4: facts.cardLast4 },
    ]);
    expect(held.sections.threads).toMatchObject([{ subject: "about 每月十五日方便" }]);
    expect(held.sections.messages).toMatchObject([{ by: "debtor", text: "每月十五日方便" }]);
    expect(held.sections.visits).toHaveLength(1);
    expect(held.sections.verifications).not.toHaveLength(0);
    expect(held.sections.events?.map(({ type }) => type)).toContain("message.received");
    expect(Object.keys(held.sections)).toEqual(heldTables.map(({ section }) => section));
  });

  it("reads as pages do: sums with thousands, days in words, each part named", async () => {
    const held = await everythingHeld(runtime, await atLevel2(who));
    const one = { amount: "12345.60", effectiveOn: "1990-01-02", kind: "payment", receiptNo: "1" };
    const parts = heldTables.map(({ section }) => [section, named.has(section) ? [] : [one]]);
    const sections = { ...Object.fromEntries(parts), postings: [one], payments: [one] };
    const full = { ...held, sections };
    const zh = JSON.stringify(heldPaper(full, "zh-CN").blocks);
    const en = JSON.stringify(heldPaper(full, "en").blocks);
    expect(zh).toMatch(/"\d\d,\d{3}\.\d\d"/);
    expect(en).toMatch(/"\d\d,\d{3}\.\d\d"/);
    expect(zh).toContain("1990年1月2日");
    expect(en).toContain("2 Jan 1990");
    expect(zh + en).not.toMatch(/held\.|\d{4}-\d\d-\d\d/);
  });

  it.each([
    "2026-11-19T10:00 转出 500.00，2026-11-19T10:02 转出 500.00",
    "2026-11-19T10:00:00.000Z",
    "2026-02-30",
    "2026-11-19",
  ])("leaves on paper what a person wrote as it was written: %s", async (text) => {
    await say(who, text);
    const held = await everythingHeld(runtime, await atLevel2(who));
    const payment = { effectiveOn: "2026-02-30", receiptNo: text, amount: "1.00" };
    const paid = { ...held, sections: { ...held.sections, payments: [payment] } };
    const named = { ...paid, person: { ...held.person, name: text } };
    for (const locale of ["zh-CN", "en"] as const) {
      const { blocks } = heldPaper(named, locale);
      expect(blocks).toContainEqual({ kind: "text", text });
      const cells = blocks.flatMap((block) =>
        block.kind === "table" || block.kind === "facts" ? block.rows.flat() : [],
      );
      expect(cells.filter((cell) => cell === text).length).toBeGreaterThanOrEqual(2);
    }
  });

  it("says nothing of another debtor, of a joint account neither", async () => {
    const other = await verified(runtime, (await someAccount(runtime, who.portfolio)).accountId);
    await db.query("insert into joint_debtor (account_id, debtor_id) values ($1, $2)", [
      accountId,
      other.debtor.id,
    ]);
    await say(who, "only mine");
    await say(other, "only theirs");
    const mine = JSON.stringify(await everythingHeld(runtime, await atLevel2(who)));
    const theirs = JSON.stringify(await everythingHeld(runtime, await atLevel2(other)));
    for (const [file, shown, hidden] of [
      [mine, who, other],
      [theirs, other, who],
    ] as const) {
      expect(file).toContain(shown.debtor.ref);
      expect(file).not.toContain(hidden.debtor.ref);
      expect(file).not.toContain(hidden.debtor.id);
    }
    expect(mine).not.toContain("only theirs");
    expect(theirs).not.toContain("only mine");
  });

  it("is given at level 2 alone, as JSON and as a PDF, and that is recorded", async () => {
    await expect(everythingHeld(runtime, who)).rejects.toThrow(/level 2/);
    await say(who, "hello");
    const inside = await atLevel2(who);
    const json = await takeEverything(runtime, inside, "json", "zh-CN");
    expect(JSON.parse(json.bytes.toString("utf8"))).toMatchObject({ person: { name: "测试员" } });
    for (const locale of ["zh-CN", "en"] as const) {
      const pdf = await takeEverything(runtime, inside, "pdf", locale);
      expect(pdf.bytes.subarray(0, 5).toString()).toBe("%PDF-");
    }
    const taken = await db.query("select detail from audit where action = 'everything.taken'");
    expect(taken).toHaveLength(3);
  });
});
