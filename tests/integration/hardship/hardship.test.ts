import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import { calendarDate } from "#app/domain/primitives/date.ts";
import type { StaffActor } from "#app/services/actor.ts";
import { keepEvidence } from "#app/services/evidence/keep-evidence.server.ts";
import { answerHardship } from "#app/services/hardship/answer-hardship.server.ts";
import {
  decideHardship,
  type HardshipDecision,
} from "#app/services/hardship/decide-hardship.server.ts";
import {
  type HardshipInput,
  submitHardship,
} from "#app/services/hardship/submit-hardship.server.ts";
import type { Visit } from "#app/services/identity/read-visit.server.ts";
import type { Portfolio } from "#app/services/portfolios/load-portfolio.server.ts";
import { withTestDatabase } from "../../support/database.ts";
import { somePortfolio, type TestRuntime, testRuntime } from "../../support/runtime.ts";
import { loaded } from "../../support/signing.ts";
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

const said = (changes: Partial<HardshipInput> = {}): HardshipInput => ({
  reasons: ["illness"],
  since: "2026-08",
  text: "住院三周",
  vulnerable: false,
  crisis: false,
  ...changes,
});

async function submit(changes: Partial<HardshipInput> = {}): Promise<string> {
  const taken = await submitHardship(runtime, visit, accountId, said(changes));
  if (!taken.ok) throw new Error(taken.error);
  return taken.value.caseId;
}

/** Reasons that no rule of the preset decides at once. */
const forPerson = { reasons: ["rather-not-say"] } as const;

const staff = (): StaffActor => ({
  kind: "staff",
  staffId: runtime.ids.next(),
  role: "customer-service",
  portfolioIds: [portfolio.id],
});

const decision = (changes: Partial<HardshipDecision>): HardshipDecision => ({
  outcome: "breathing-space",
  from: null,
  days: null,
  treatmentEndedOn: null,
  amountMinor: null,
  months: null,
  firstDueOn: null,
  reason: "看过了",
  vulnerable: false,
  ...changes,
});

const stateOf = async (id: string) => {
  const rows = await db.query<{ state: string; outcome: string | null; terms: unknown }>(
    "select state, outcome, terms from hardship_case where id = $1",
    [id],
  );
  return rows[0];
};
const holds = async () =>
  (await loaded(runtime, accountId)).holds.map(({ kind, fromOn, toOn, endedAt }) => ({
    kind,
    from: fromOn,
    to: toOn,
    ended: endedAt !== null,
  }));
const events = () =>
  db.query<{ type: string; data: Record<string, unknown> }>(
    "select type, data from event where account_id = $1 order by account_seq",
    [accountId],
  );
const typesTold = async () =>
  (await events()).map(({ type }) => type).filter((type) => /^(hardship|hold|adjust)/.test(type));
const written = async () =>
  (
    await db.query<{ kind: string; rule: string }>(
      `select kind, rule from contact_record where account_id = $1 and kind <> 'link'
       order by at, id`,
      [accountId],
    )
  ).map(({ kind, rule }) => `${kind}: ${rule}`);
const openTasks = () =>
  db.query<{ reference: string; dueAt: Date }>(
    `select reference, due_at as "dueAt" from task
     where account_id = $1 and kind = 'hardship' and done_at is null`,
    [accountId],
  );

describe("what policy can decide", () => {
  test("is decided at once: 30 days on words alone, told and written", async () => {
    const id = await submit();
    expect(await stateOf(id)).toMatchObject({
      state: "decided",
      outcome: "breathing-space",
      terms: { from: "2026-11-19", to: "2026-12-19", rule: 2 },
    });
    expect(await holds()).toEqual([
      { kind: "breathing-space", from: "2026-11-19", to: "2026-12-19", ended: false },
    ]);
    expect(await typesTold()).toEqual(["hold.set", "hardship.submitted", "hardship.decided"]);
    expect(await written()).toEqual(["hardship-decided: service-message"]);
    expect(await openTasks()).toEqual([]);
  });

  test("with a paper is 60 days, and the paper goes with the case", async () => {
    const whatFor = { portfolioId: portfolio.id, accountId, purpose: "hardship" } as const;
    const content = Buffer.from("%PDF-1.7 a discharge letter");
    const file = { name: "出院.pdf", bytes: content.length, content };
    expect((await keepEvidence(runtime, visit.actor, whatFor, [file])).ok).toBe(true);
    const id = await submit();
    expect(await stateOf(id)).toMatchObject({ terms: { to: "2027-01-18", rule: 1 } });
    const files = await db.query<{ subject: string }>(
      "select subject_id as subject from evidence_file where account_id = $1",
      [accountId],
    );
    expect(files).toEqual([{ subject: id }]);
  });

  test("no event carries a reason or a word of the debtor", async () => {
    await submit({ vulnerable: true });
    const told = JSON.stringify(await events());
    expect(told).not.toMatch(/illness|住院|vulnerab/);
    const rows = JSON.stringify(await db.query("select * from hardship_case, hardship_step", []));
    expect(rows).not.toMatch(/illness|住院/);
  });
});

describe("what only a person can decide", () => {
  test("waits with a promised day, a task and no collection; sent twice, once", async () => {
    const id = await submit(forPerson);
    expect(await submit(forPerson)).toBe(id);
    const promised = new Date("2026-11-23T15:59:00Z");
    expect(await openTasks()).toEqual([{ reference: id, dueAt: promised }]);
    const [hold] = (await loaded(runtime, accountId)).holds;
    expect(hold).toMatchObject({ kind: "manual", effects: ["notices", "collection"], toOn: null });
    expect(await written()).toEqual(["hardship-received: service-message"]);
  });

  test("a second request within the year, or a crisis, is seen by a person", async () => {
    await submit();
    await db.query(
      `update hold set to_on = from_on, ended_at = now(), ended_by = 'system'
       where account_id = $1`,
      [accountId],
    );
    runtime.clock.advance(60_000);
    expect(await stateOf(await submit())).toMatchObject({ state: "submitted" });
    const other = await someAccount(runtime, portfolio);
    accountId = other.accountId;
    visit = await verified(runtime, accountId);
    expect(await stateOf(await submit({ crisis: true }))).toMatchObject({ state: "submitted" });
  });

  test("is decided with its hold; the wait ends, and the debtor is told", async () => {
    const id = await submit(forPerson);
    const given = decision({ from: calendarDate("2026-11-10"), days: 40, vulnerable: true });
    expect(await decideHardship(runtime, staff(), id, given)).toEqual({ ok: true, value: null });
    expect(await holds()).toEqual([
      { kind: "breathing-space", from: "2026-11-10", to: "2026-12-20", ended: false },
      { kind: "manual", from: "2026-11-19", to: "2026-11-19", ended: true },
      { kind: "vulnerability", from: "2026-11-19", to: null, ended: false },
    ]);
    expect(await openTasks()).toEqual([]);
    expect(await written()).toContain("hardship-decided: service-message");
    const again = await decideHardship(runtime, staff(), id, given);
    expect(again).toEqual({ ok: false, error: "not-waiting" });
  });

  test("a token plan rests everything until its review", async () => {
    const id = await submit(forPerson);
    const missing = await decideHardship(runtime, staff(), id, decision({ outcome: "token-plan" }));
    expect(missing).toEqual({ ok: false, error: "amount-missing" });
    const token = decision({ outcome: "token-plan", amountMinor: 10_00n, months: 6 });
    expect((await decideHardship(runtime, staff(), id, token)).ok).toBe(true);
    expect(await stateOf(id)).toMatchObject({
      outcome: "token-plan",
      terms: { amount: "10.00", months: 6, to: "2027-05-19" },
    });
    const { state } = await loaded(runtime, accountId);
    expect(state.holds.some(({ to }) => to === "2027-05-19")).toBe(true);
  });

  test("a reduced plan is only promised when it can be signed", async () => {
    const id = await submit(forPerson);
    const low = decision({ outcome: "reduced-plan", amountMinor: 20_00n });
    const refused = await decideHardship(runtime, staff(), id, low);
    expect(refused).toEqual({ ok: false, error: "no-such-plan" });
    const right = decision({ outcome: "reduced-plan", amountMinor: 200_00n });
    expect((await decideHardship(runtime, staff(), id, right)).ok).toBe(true);
    expect(await stateOf(id)).toMatchObject({
      terms: { amount: "200.00", firstDueOn: "2026-12-19" },
    });
  });

  test("a crisis space needs a policy that has one; every decision a reason", async () => {
    const id = await submit({ crisis: true });
    const crisis = decision({ outcome: "crisis" });
    const refused = await decideHardship(runtime, staff(), id, crisis);
    expect(refused).toEqual({ ok: false, error: "crisis-not-offered" });
    const silent = await decideHardship(runtime, staff(), id, decision({ reason: "" }));
    expect(silent).toEqual({ ok: false, error: "reason-missing" });
    expect(await stateOf(id)).toMatchObject({ state: "submitted" });
  });

  test("staff of another portfolio do not find it", async () => {
    const id = await submit(forPerson);
    const stranger = { ...staff(), portfolioIds: [] };
    const answer = await decideHardship(runtime, stranger, id, decision({}));
    expect(answer).toEqual({ ok: false, error: "not-found" });
  });
});

describe("in the UK", () => {
  beforeEach(async () => {
    portfolio = await somePortfolio(runtime, {
      currency: "GBP",
      locale: "en",
      timeZone: "Europe/London",
      policy: "uk-conc",
    });
    ({ accountId } = await someAccount(runtime, portfolio));
    visit = await verified(runtime, accountId);
  });

  test("a crisis space is open until treatment ends, and then 30 days", async () => {
    const id = await submit({ crisis: true });
    expect((await decideHardship(runtime, staff(), id, decision({ outcome: "crisis" }))).ok).toBe(
      true,
    );
    const open = (await holds()).filter(({ ended }) => !ended);
    expect(open).toMatchObject([{ kind: "breathing-space", to: null }]);
    await answerHardship(runtime, visit, id, { act: "reopen", text: "treatment is over" });
    const ended = { outcome: "crisis", treatmentEndedOn: calendarDate("2026-11-18") } as const;
    expect((await decideHardship(runtime, staff(), id, decision(ended))).ok).toBe(true);
    expect((await stateOf(id))?.terms).toMatchObject({ to: "2026-12-18" });
    const left = (await holds()).filter(({ ended }) => !ended);
    expect(left).toMatchObject([{ kind: "breathing-space", to: "2026-12-18" }]);
  });
});

describe("the debtor's answer", () => {
  test("takes the outcome, or says that it does not help and a person looks again", async () => {
    const id = await submit();
    const taken = { act: "answer", text: "" } as const;
    expect((await answerHardship(runtime, visit, id, taken)).ok).toBe(true);
    expect(await stateOf(id)).toMatchObject({ state: "answered" });
    const back = { act: "reopen", text: "还是不够" } as const;
    expect((await answerHardship(runtime, visit, id, back)).ok).toBe(true);
    expect(await stateOf(id)).toMatchObject({ state: "reopened" });
    expect((await openTasks()).map(({ reference }) => reference)).toEqual([id]);
    const twice = await answerHardship(runtime, visit, id, back);
    expect(twice).toEqual({ ok: false, error: "not-possible" });
  });

  test("takes a case back: the wait ends and nobody has to answer", async () => {
    const id = await submit(forPerson);
    expect((await answerHardship(runtime, visit, id, { act: "withdraw", text: "" })).ok).toBe(true);
    expect(await openTasks()).toEqual([]);
    expect((await holds()).every(({ ended }) => ended)).toBe(true);
    expect(await stateOf(id)).toMatchObject({ state: "withdrawn" });
  });

  test("is not for another debtor to give", async () => {
    const id = await submit(forPerson);
    const other = await someAccount(runtime, portfolio);
    const stranger = await verified(runtime, other.accountId);
    const answer = await answerHardship(runtime, stranger, id, { act: "withdraw", text: "" });
    expect(answer).toEqual({ ok: false, error: "not-found" });
  });
});
