import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { ProposalAsk } from "#app/domain/plans/offer.ts";
import { calendarDate } from "#app/domain/primitives/date.ts";
import type { Visit } from "#app/services/identity/read-visit.server.ts";
import { decideProposal } from "#app/services/plans/decide-proposal.server.ts";
import { proposePlan } from "#app/services/plans/propose-plan.server.ts";
import { homeNews } from "#app/services/reading/home-news.server.ts";
import { lastProposal, proposalPage, proposeForm } from "#app/services/reading/propose.server.ts";
import { withTestDatabase } from "../../support/database.ts";
import { somePortfolio, type TestRuntime, testRuntime } from "../../support/runtime.ts";
import { atLevelTwo, loaded, pickNamed, sign } from "../../support/signing.ts";
import { someAccount, verified } from "../../support/visitor.ts";

const db = withTestDatabase();
let runtime: TestRuntime;
let accountId: string;
let visit: Visit;

beforeAll(() => {
  runtime = testRuntime(db);
});

beforeEach(async () => {
  runtime.clock.set("2026-11-19T08:00:00Z");
  ({ accountId } = await someAccount(runtime, await somePortfolio(runtime)));
  visit = await verified(runtime, accountId);
});

const ask = (amountMinor: bigint, firstDueOn = "2026-12-15"): ProposalAsk => ({
  amountMinor,
  frequency: "monthly",
  firstDueOn: calendarDate(firstDueOn),
});

async function propose(what: ProposalAsk): Promise<string> {
  const proposed = await proposePlan(runtime, visit, accountId, what);
  if (!proposed.ok) throw new Error(proposed.error);
  return proposed.value.proposalId;
}

async function page(proposalId: string, who = visit) {
  return proposalPage(runtime, who, await loaded(runtime, accountId), proposalId);
}

/** What home says of it. */
const news = async (planned = false) =>
  homeNews(runtime, visit, await loaded(runtime, accountId), planned);

const proposed = () =>
  db.query<{ data: Record<string, unknown> }>(
    "select data from event where account_id = $1 and type = 'plan.proposed' order by account_seq",
    [accountId],
  );
const openTasks = () =>
  db.query<{ reference: string; dueAt: Date }>(
    `select reference, due_at as "dueAt" from task
     where account_id = $1 and kind = 'proposal' and done_at is null`,
    [accountId],
  );

/** Every offer of this account is stopped, so that only a person can answer. */
async function stopOffers(): Promise<void> {
  await db.query(
    `insert into hold (id, account_id, portfolio_id, kind, effects, from_on, reason, set_by)
     select $2, id, portfolio_id, 'legal', '{offers}', '2026-11-01', 'test', 'system'
     from account where id = $1`,
    [accountId, runtime.ids.next()],
  );
}

describe("a proposal within policy", () => {
  test("is accepted at once, can be signed as it is, and the collector is told", async () => {
    const answer = await page(await propose(ask(600_00n)));
    expect(answer).toMatchObject({ answer: "accepted", reasons: [], nearest: [], answerBy: null });
    expect(answer?.accepted).toMatchObject({ eachMinor: 600_00n, kind: "instalments" });
    const [fact] = await proposed();
    expect(fact?.data).toMatchObject({ answer: "accepted", amount: "600.00", currency: "CNY" });
    const signer = await atLevelTwo(runtime, accountId);
    const done = await sign(runtime, signer, accountId, answer?.accepted?.pick ?? "");
    expect(done.ok).toBe(true);
  });

  test("by an end date is accepted with as many instalments as fall by it", async () => {
    const endOn = calendarDate("2027-06-30");
    const first = calendarDate("2026-12-31");
    const answer = await page(await propose({ endOn, frequency: "monthly", firstDueOn: first }));
    expect(answer).toMatchObject({ answer: "accepted", ask: { endOn, amountMinor: null } });
    expect(answer?.accepted).toMatchObject({ terms: 7, lastDueOn: "2027-06-30" });
  });
});

describe("a proposal outside policy", () => {
  test("is countered with the reason and plans that can be signed", async () => {
    const answer = await page(await propose(ask(50_00n)));
    expect(answer).toMatchObject({ answer: "counter", reasons: ["below-minimum-amount"] });
    expect(answer?.nearest[0]?.changes).toEqual(["changed:amount"]);
    const signer = await atLevelTwo(runtime, accountId);
    const done = await sign(runtime, signer, accountId, answer?.nearest[0]?.pick ?? "");
    expect(done.ok).toBe(true);
  });
});

describe("a proposal that only a person can answer", () => {
  test("raises a task by the end of the second working day", async () => {
    await stopOffers();
    runtime.clock.set("2026-11-20T08:00:00Z");
    const id = await propose(ask(600_00n));
    // A Friday: Monday, then Tuesday, until 23:59 in Shanghai.
    const promised = new Date("2026-11-24T15:59:00Z");
    expect(await openTasks()).toEqual([{ reference: id, dueAt: promised }]);
    const answer = await page(id);
    expect(answer).toMatchObject({ answer: "referred", reasons: ["hold-stops-offers"] });
    expect(answer?.answerBy).toBe(promised.getTime());
    const waiting = { about: "proposal", id, state: "waiting", answerBy: promised.getTime() };
    expect(await news()).toEqual(waiting);
  });

  test("is let go of by a newer one, and by a signature", async () => {
    await stopOffers();
    const first = await propose(ask(600_00n));
    const second = await propose(ask(700_00n));
    expect((await openTasks()).map((task) => task.reference)).toEqual([second]);
    expect((await page(first))?.answerBy).toBeNull();
    await db.query("delete from hold where account_id = $1", [accountId]);
    const signer = await atLevelTwo(runtime, accountId);
    const pick = await pickNamed(runtime, accountId, "instalments", 12);
    expect((await sign(runtime, signer, accountId, pick)).ok).toBe(true);
    expect(await openTasks()).toEqual([]);
  });
});

describe("what a person decided", () => {
  const supervisor = (portfolioId: string) =>
    ({
      kind: "staff",
      staffId: runtime.ids.next(),
      role: "supervisor",
      portfolioIds: [portfolioId],
    }) as const;

  test("is read by its debtor: no, with the reason", async () => {
    await stopOffers();
    const id = await propose(ask(600_00n));
    const actor = supervisor(visit.portfolio.id);
    const reason = "法院程序还没有结束。";
    const decided = await decideProposal(runtime, actor, id, { outcome: "declined", reason });
    expect(decided.ok).toBe(true);
    expect(await page(id)).toMatchObject({ declined: reason, answerBy: null });
    expect(await news()).toMatchObject({ about: "proposal", id, state: "decided" });
    expect(await news(true)).toBeNull();
    runtime.clock.advance(31 * 86_400_000);
    expect(await news()).toBeNull();
    const last = await lastProposal(runtime, visit.actor, await loaded(runtime, accountId));
    expect(last).toMatchObject({ id, state: "decided" });
  });

  test("yes can be signed", async () => {
    await stopOffers();
    const id = await propose(ask(600_00n));
    await db.query("delete from hold where account_id = $1", [accountId]);
    const actor = supervisor(visit.portfolio.id);
    const decided = await decideProposal(runtime, actor, id, { outcome: "accepted", reason: "" });
    expect(decided.ok).toBe(true);
    const answer = await page(id);
    expect(answer).toMatchObject({ answer: "accepted", declined: null });
    const signer = await atLevelTwo(runtime, accountId);
    expect((await sign(runtime, signer, accountId, answer?.accepted?.pick ?? "")).ok).toBe(true);
  });
});

describe("the same proposal again", () => {
  test("at once, as by a second click, is one proposal and one fact", async () => {
    const ids = await Promise.all([1, 2, 3].map(() => propose(ask(600_00n))));
    expect(new Set(ids).size).toBe(1);
    expect(await proposed()).toHaveLength(1);
  });

  test("after ten minutes is another", async () => {
    const first = await propose(ask(600_00n));
    runtime.clock.advance(10 * 60_000);
    expect(await propose(ask(600_00n))).not.toBe(first);
  });

  test("with another figure is another", async () => {
    const first = await propose(ask(600_00n));
    expect(await propose(ask(600_01n))).not.toBe(first);
    expect(await propose(ask(600_01n, "2026-12-16"))).not.toBe(first);
  });
});

describe("a proposal is refused", () => {
  test("for somebody else's account, and read by nobody else", async () => {
    const other = await someAccount(runtime, await somePortfolio(runtime));
    const theirs = await proposePlan(runtime, visit, other.accountId, ask(600_00n));
    expect(theirs).toMatchObject({ error: "not-found" });
    const id = await propose(ask(600_00n));
    const stranger = await verified(runtime, other.accountId);
    expect(await page(id, stranger)).toBeNull();
    expect(await page("none")).toBeNull();
  });

  test("on the day an instalment of the plan in force is due", async () => {
    const signer = await atLevelTwo(runtime, accountId);
    const pick = await pickNamed(runtime, accountId, "instalments", 12);
    await sign(runtime, signer, accountId, pick);
    runtime.clock.set("2026-12-19T08:00:00Z");
    const refused = await proposePlan(runtime, visit, accountId, ask(600_00n));
    expect(refused).toMatchObject({ error: "in-force" });
    const form = await proposeForm(runtime, visit, await loaded(runtime, accountId));
    expect(form.inForce).toBe(true);
  });

  test("for an account that was recalled", async () => {
    await db.query("update account set status = 'recalled' where id = $1", [accountId]);
    const refused = await proposePlan(runtime, visit, accountId, ask(600_00n));
    expect(refused).toMatchObject({ error: "closed" });
  });
});
