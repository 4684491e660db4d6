import { beforeEach, describe, expect, test } from "vitest";
import { calendarDate } from "#app/domain/primitives/date.ts";
import { action as askPerson } from "#app/routes/debtor/together/route.tsx";
import type { StaffActor } from "#app/services/actor.ts";
import { saveStatement } from "#app/services/affordability/save-statement.server.ts";
import type { Visit } from "#app/services/identity/read-visit.server.ts";
import { decideProposal } from "#app/services/plans/decide-proposal.server.ts";
import { proposePlan } from "#app/services/plans/propose-plan.server.ts";
import { referTogether } from "#app/services/plans/refer-together.server.ts";
import type { Portfolio } from "#app/services/portfolios/load-portfolio.server.ts";
import { proposalPage } from "#app/services/reading/propose.server.ts";
import { staffProposal, staffProposals } from "#app/services/reading/staff-proposals.server.ts";
import { togetherPage } from "#app/services/reading/together.server.ts";
import { withTestDatabase } from "../../support/database.ts";
import { somePortfolio, type TestRuntime, testRuntime } from "../../support/runtime.ts";
import { loaded } from "../../support/signing.ts";
import { ask, outcomeOf } from "../../support/staff.ts";
import { type TwoAccounts, twoAccounts } from "../../support/together.ts";
import { verifiedToken } from "../../support/visitor.ts";

const db = withTestDatabase();
let runtime: TestRuntime;
let portfolio: Portfolio;
let both: TwoAccounts;
let visit: Visit;
let staff: StaffActor;

/** 10,000.00 and 4,000.00, of somebody who has nothing left over. */
beforeEach(async () => {
  runtime = testRuntime(db);
  runtime.clock.set("2026-11-19T08:00:00Z");
  portfolio = await somePortfolio(runtime);
  both = await twoAccounts(runtime, portfolio);
  ({ visit } = both);
  staff = {
    ...{ kind: "staff", staffId: runtime.ids.next(), role: "supervisor" },
    portfolioIds: [portfolio.id],
  };
  const statement = {
    income: [{ kind: "salary", monthlyMinor: 4_000_00n }],
    spending: [{ kind: "housing", monthlyMinor: 4_500_00n }],
  };
  await saveStatement(runtime, visit, statement, { adults: 2, children: 1 });
});

/** The most a month that was typed into the page. */
const pageFor = async (budgetMinor: bigint | null) => {
  const asked = { budgetMinor, firstDueOn: calendarDate("2026-12-15"), frequency: null };
  return (await togetherPage(runtime, visit, { accountIds: both.ids, ...asked })).ways;
};

async function asked(budgetMinor: bigint) {
  const refer = (await pageFor(budgetMinor))?.refer;
  if (!refer) throw new Error("the policy has an answer");
  return refer;
}

const stored = () =>
  db.query<{ accountId: string; ask: { amount: string }; reasons: string[]; due: Date | null }>(
    `select proposal.account_id as "accountId", ask, reasons, due_at as due
     from proposal left join task on task.reference = proposal.id::text and done_at is null
     where debtor_id = $1 and state = 'waiting' order by proposal.account_id`,
    [visit.debtor.id],
  );

/** How many parts staff are shown beside each that waits. */
async function besideEach(): Promise<readonly number[]> {
  const counts: number[] = [];
  for (const { id } of await staffProposals(runtime, staff)) {
    counts.push((await staffProposal(runtime, staff, id))?.together.length ?? 0);
  }
  return counts;
}

describe("an amount for several accounts that the policy has no answer to", () => {
  test("may go to a person; one that it has an answer to, or none, does not", async () => {
    expect((await pageFor(140_00n))?.refer).toMatchObject({ amountMinor: 140_00n });
    expect((await pageFor(null))?.refer).toBeNull();
    expect((await pageFor(20_000_00n))?.refer).toBeNull();
    const ask = { ...(await asked(140_00n)), amountMinor: 20_000_00n };
    expect(await referTogether(runtime, visit, both.ids, ask)).toEqual({
      ok: false,
      error: "answered",
    });
  });

  test("reaches one for each account, with the promised day and the statement", async () => {
    const taken = await referTogether(runtime, visit, both.ids, await asked(140_00n));
    if (!taken.ok) throw new Error(taken.error);
    const promised = new Date("2026-11-23T15:59:00Z");
    const [one, two] = await stored();
    expect([one, two]).toMatchObject([{ due: promised }, { due: promised }]);
    const shares = [one, two].map((row) => Number(row?.ask.amount));
    expect(shares.reduce((sum, share) => sum + share, 0)).toBeCloseTo(140, 9);
    expect([...shares].sort((a, b) => a - b)).toEqual([40, 100]);
    const account = await loaded(runtime, taken.value.accountId);
    const shown = await proposalPage(runtime, visit, account, taken.value.proposalId);
    expect(shown).toMatchObject({ answer: "referred", answerBy: promised.getTime() });
    expect(shown?.reasons[0]).toBe("asked-together");
    expect(await staffProposals(runtime, staff)).toHaveLength(2);
    const work = await staffProposal(runtime, staff, taken.value.proposalId);
    expect(work).toMatchObject({
      state: "waiting",
      statement: { leftMinor: -500_00n },
      together: [{ accountRef: (await loaded(runtime, both.ids[1])).row.ref }],
    });
    const decision = { outcome: "declined", reason: "先缓三个月" } as const;
    expect((await decideProposal(runtime, staff, taken.value.proposalId, decision)).ok).toBe(true);
    expect(await stored()).toHaveLength(1);
  });

  test("is there once, however often it is sent; another amount takes its place", async () => {
    const first = await referTogether(runtime, visit, both.ids, await asked(140_00n));
    expect(await referTogether(runtime, visit, both.ids, await asked(140_00n))).toEqual(first);
    expect(await stored()).toHaveLength(2);
    await referTogether(runtime, visit, both.ids, await asked(70_00n));
    expect((await stored()).map((row) => Number(row.ask.amount)).sort()).toEqual([20, 50]);
  });

  test("is found from each of its parts, by a clock that goes on", async () => {
    const wanted = await asked(140_00n);
    const now = () => {
      runtime.clock.advance(1);
      return runtime.clock.now();
    };
    const going = { ...runtime, clock: { ...runtime.clock, now } };
    const first = await referTogether(going, visit, both.ids, wanted);
    expect(await besideEach()).toEqual([1, 1]);
    expect(await referTogether(going, visit, both.ids, wanted)).toEqual(first);
    expect(await besideEach()).toEqual([1, 1]);
  });

  test("is found from a part that was asked for by itself a minute before, too", async () => {
    const wanted = await asked(140_00n);
    for (const id of both.ids) {
      await proposePlan(runtime, visit, id, { ...wanted, amountMinor: 100_00n });
    }
    expect(await besideEach()).toEqual([0]);
    runtime.clock.advance(60_000);
    expect((await referTogether(runtime, visit, both.ids, wanted)).ok).toBe(true);
    expect(await besideEach()).toEqual([1, 1]);
  });

  test("is sent by the page's button, which leads to the promise", async () => {
    const token = await verifiedToken(runtime, both.ids[0]);
    const form = { amount: "140.00", every: "monthly", first: "2026-12-15", a: both.ids };
    const send = async (changes: object = {}) => {
      const posted = { path: "/together", token, form: { ...form, ...changes } };
      return outcomeOf(await ask(runtime, askPerson, { ...posted, area: "debtor" }));
    };
    expect(await send({ first: "soon" })).toMatch(/^303 \/together\?unasked=1&/);
    expect(await send({ a: [both.ids[0]] })).toMatch(/^303 \/together\?unasked=1&/);
    expect(await stored()).toEqual([]);
    expect(await send()).toMatch(/^303 \/a\/[0-9a-f-]{36}\/propose\?proposal=[0-9a-f-]{36}$/);
    expect(await stored()).toHaveLength(2);
  });

  test("is taken to nobody for an account that is not theirs, or is elsewhere", async () => {
    const wanted = await asked(140_00n);
    const refer = (ids: readonly string[]) => referTogether(runtime, visit, ids, wanted);
    expect(await refer([both.ids[0]])).toEqual({ ok: false, error: "not-found" });
    expect(await refer([both.ids[0], runtime.ids.next()])).toMatchObject({ error: "not-found" });
    await db.query("update account set status = 'recalled' where id = $1", [both.ids[1]]);
    expect(await refer(both.ids)).toMatchObject({ error: "lapsed" });
    expect(await stored()).toEqual([]);
  });
});
