import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import { noSupport, type Support } from "#app/domain/notices/support.ts";
import type { StatementLine } from "#app/domain/plans/offer.ts";
import { calendarDate } from "#app/domain/primitives/date.ts";
import { confirmSaved } from "#app/services/affordability/confirm-statement.server.ts";
import { saveStatement } from "#app/services/affordability/save-statement.server.ts";
import { savedStatement } from "#app/services/affordability/saved-statement.server.ts";
import type { Visit } from "#app/services/identity/read-visit.server.ts";
import { queueMessage } from "#app/services/messages/queue-message.server.ts";
import { sendMessage } from "#app/services/messages/send-message.server.ts";
import { proposePlan } from "#app/services/plans/propose-plan.server.ts";
import type { Portfolio } from "#app/services/portfolios/load-portfolio.server.ts";
import { proposalPage } from "#app/services/reading/propose.server.ts";
import { ways } from "#app/services/reading/ways.server.ts";
import { tellSupport } from "#app/services/support/tell-support.server.ts";
import { withTestDatabase } from "../../support/database.ts";
import { somePortfolio, type TestRuntime, testRuntime } from "../../support/runtime.ts";
import { atLevelTwo, loaded, sign } from "../../support/signing.ts";
import { someAccount, verified } from "../../support/visitor.ts";

const db = withTestDatabase();
let runtime: TestRuntime;
let portfolio: Portfolio;
let accountId: string;
let visit: Visit;

beforeAll(() => {
  runtime = testRuntime(db);
});

beforeEach(async () => {
  runtime.clock.set("2026-11-19T08:00:00Z");
  portfolio = await somePortfolio(runtime);
  ({ accountId } = await someAccount(runtime, portfolio));
  visit = await verified(runtime, accountId);
});

const line = (kind: string, monthlyMinor: bigint): StatementLine => ({ kind, monthlyMinor });

async function state(incomeMinor: bigint, spendingMinor: bigint): Promise<string> {
  return saveStatement(
    runtime,
    visit,
    { income: [line("salary", incomeMinor)], spending: [line("housing", spendingMinor)] },
    { adults: 2, children: 1 },
  );
}

const page = async () => {
  const saved = await savedStatement(runtime, db, visit.debtor.id);
  return ways(runtime, await loaded(runtime, accountId), {
    budgetMinor: null,
    firstDueOn: null,
    frequency: null,
    statement: saved?.statement ?? null,
  });
};

describe("a saved statement", () => {
  test("is sealed, dated, kept when a newer one comes, and can be confirmed", async () => {
    const first = await state(8_000_00n, 7_000_00n);
    runtime.clock.set("2026-11-20T08:00:00Z");
    await state(9_000_00n, 7_000_00n);
    runtime.clock.set("2027-03-01T08:00:00Z");
    visit = await verified(runtime, accountId);
    expect(await confirmSaved(runtime, visit.actor)).toBe(true);
    const saved = await savedStatement(runtime, db, visit.debtor.id);
    expect(saved).toMatchObject({
      household: { adults: 2, children: 1 },
      statement: { income: [{ kind: "salary", monthlyMinor: 9_000_00n }] },
      madeAt: Date.parse("2026-11-20T08:00:00Z"),
      confirmedAt: Date.parse("2027-03-01T08:00:00Z"),
    });
    const rows = await db.query<{ id: string; text: string }>(
      "select id, encode(sealed, 'escape') as text from affordability_statement order by made_at",
      [],
    );
    expect(rows.map(({ id }) => id)).toContain(first);
    expect(rows.map(({ text }) => text).join()).not.toMatch(/salary|900000/);
  });

  test("cannot be changed once it was made", async () => {
    const id = await state(1n, 1n);
    const change = db.query("update affordability_statement set made_at = now() where id = $1", [
      id,
    ]);
    await expect(change).rejects.toThrow(/append-only/);
  });

  test("brings offers at the policy's shares, which can be signed", async () => {
    await state(8_000_00n, 7_000_00n);
    const found = await page();
    const shared = found.all.filter(({ share }) => share !== null);
    // 10,090.00 at 500, 600 and 800 of the 1,000 left over.
    expect(shared.map(({ terms, share }) => [terms, share])).toEqual([
      [13, "0.8"],
      [17, "0.6"],
      [21, "0.5"],
    ]);
    expect(found.leftMinor).toBe(1_000_00n);
    const signer = await atLevelTwo(runtime, accountId);
    const done = await sign(runtime, signer, accountId, shared[1]?.pick ?? "");
    expect(done.ok).toBe(true);
  });

  test("warns of what takes more than eight tenths, and refuses nothing", async () => {
    await state(8_000_00n, 7_000_00n);
    const found = await page();
    const six = found.all.find(({ terms, kind }) => kind === "instalments" && terms === 6);
    expect(six?.warning).toBe(true);
    const ask = {
      amountMinor: 900_00n,
      frequency: "monthly",
      firstDueOn: calendarDate("2026-12-15"),
    } as const;
    const proposed = await proposePlan(runtime, visit, accountId, ask);
    if (!proposed.ok) throw new Error(proposed.error);
    const account = await loaded(runtime, accountId);
    const answer = await proposalPage(runtime, visit, account, proposed.value.proposalId);
    expect(answer).toMatchObject({ answer: "accepted", reasons: ["above-affordable"] });
  });

  test("with nothing left over keeps every way open and says so", async () => {
    await state(5_000_00n, 5_000_00n);
    const found = await page();
    expect(found.leftMinor).toBe(0n);
    expect(found.all.some(({ kind }) => kind === "deferment")).toBe(true);
    expect(found.all.length).toBeGreaterThan(3);
  });
});

describe("support needs", () => {
  const support: Support = {
    ...noSupport,
    needs: ["large-print", "call-times"],
    hours: { fromMinute: 18 * 60, toMinute: 20 * 60 },
  };

  async function write(kind: "receipt" | "plan-reminder") {
    const queued = await db.transaction((tx) =>
      queueMessage(runtime, tx, {
        portfolio,
        debtor: visit.debtor,
        accountId,
        kind,
        channel: "email",
        params: { url: "http://127.0.0.1/", date: "", amount: "", receiptNo: "" },
      }),
    );
    if (!queued.ok) throw new Error(queued.error);
    return queued.value;
  }

  test("are carried to every later message: large print and hours", async () => {
    await tellSupport(runtime, visit, support);
    const service = await write("receipt");
    await sendMessage(runtime, service.contactId, false);
    expect(runtime.sent.at(-1)?.html).toContain("font-size:24px");
    // 16:00 in Shanghai is before the hours that were asked for.
    const reminder = await write("plan-reminder");
    expect(reminder).toMatchObject({ allowed: false, rule: "agreed-hours" });
  });

  test("are sealed", async () => {
    await tellSupport(runtime, visit, { ...support, helper: "邻居老周" });
    const rows = JSON.stringify(await db.query("select * from support_need", []));
    expect(rows).not.toContain("老周");
  });
});
