import { beforeEach, describe, expect, test } from "vitest";
import { calendarDate } from "#app/domain/primitives/date.ts";
import type { StaffActor } from "#app/services/actor.ts";
import {
  answerHardship,
  type HardshipAnswer,
} from "#app/services/hardship/answer-hardship.server.ts";
import {
  decideHardship,
  type HardshipDecision,
} from "#app/services/hardship/decide-hardship.server.ts";
import { endTreatment } from "#app/services/hardship/end-treatment.server.ts";
import { raiseReviews } from "#app/services/hardship/raise-reviews.server.ts";
import { submitHardship } from "#app/services/hardship/submit-hardship.server.ts";
import { endHold } from "#app/services/holds/end-hold.server.ts";
import type { Visit } from "#app/services/identity/read-visit.server.ts";
import type { Portfolio } from "#app/services/portfolios/load-portfolio.server.ts";
import { hardshipPage } from "#app/services/reading/hardship.server.ts";
import { staffAccount } from "#app/services/reading/staff-account.server.ts";
import { staffHardshipCase } from "#app/services/reading/staff-hardship.server.ts";
import { timeline } from "#app/services/reading/timeline.server.ts";
import { apiClient, someKey } from "../../support/api.ts";
import { withTestDatabase } from "../../support/database.ts";
import { somePortfolio, type TestRuntime, testRuntime } from "../../support/runtime.ts";
import { loaded } from "../../support/signing.ts";
import { someAccount, verified } from "../../support/visitor.ts";

const db = withTestDatabase();
let runtime: TestRuntime;
let portfolio: Portfolio;
let accountId: string;
let visit: Visit;
let caseId: string;
let staff: StaffActor;

/** A crisis, decided on 19 November while nobody knows how long the treatment lasts. */
beforeEach(async () => {
  runtime = testRuntime(db);
  runtime.clock.set("2026-11-19T12:00:00Z");
  portfolio = await somePortfolio(runtime, {
    ...{ currency: "GBP", locale: "en", timeZone: "Europe/London", policy: "uk-conc" },
  });
  ({ accountId } = await someAccount(runtime, portfolio));
  visit = await verified(runtime, accountId);
  staff = {
    ...{ kind: "staff", staffId: runtime.ids.next(), role: "customer-service" },
    portfolioIds: [portfolio.id],
  };
  const said = { reasons: ["illness"], since: null, text: "", vulnerable: false } as const;
  const taken = await submitHardship(runtime, visit, accountId, { ...said, crisis: true });
  if (!taken.ok) throw new Error(taken.error);
  ({ caseId } = taken.value);
  const decided = await decide({});
  if (!decided.ok) throw new Error(decided.error);
});

const on = calendarDate;
const end = (day: string, who = staff) => endTreatment(runtime, who, caseId, on(day));
const spaces = async () =>
  (await loaded(runtime, accountId)).holds.filter(({ kind }) => kind === "breathing-space");
const told = (type: string) =>
  db.query<{ data: Record<string, unknown> }>(
    "select data from event where account_id = $1 and type = $2 order by account_seq desc limit 1",
    [accountId, type],
  );

async function reviewsAt(instant: string) {
  runtime.clock.set(instant);
  await Promise.all([raiseReviews(runtime), raiseReviews(runtime)]);
  return db.query<{ reference: string; done: boolean }>(
    `select replace(reference, $1 || ':', '') as due, done_at is not null as done from task
     where kind = 'hardship-review' and reference like $1 || '%' order by reference`,
    [caseId],
  );
}
const decide = (changes: Partial<HardshipDecision>) =>
  decideHardship(runtime, staff, caseId, {
    ...{ outcome: "crisis", reason: "Get well first", vulnerable: false, from: null, days: null },
    ...{ treatmentEndedOn: null, amountMinor: null, months: null, firstDueOn: null },
    ...changes,
  });
const answer = (act: HardshipAnswer["act"], text = "") =>
  answerHardship(runtime, visit, caseId, { act, text });

describe("a treatment that has ended", () => {
  test("gives the space its end: for the debtor, the collector, staff and the record", async () => {
    runtime.clock.set("2026-12-10T12:00:00Z");
    expect(await staffHardshipCase(runtime, staff, caseId)).toMatchObject({ openCrisis: true });
    const [open] = await spaces();
    expect(await end("2026-12-08")).toEqual({ ok: true, value: "2027-01-07" });
    expect(await spaces()).toEqual([{ ...open, toOn: "2027-01-07" }]);
    const page = await hardshipPage(runtime, visit.actor, await loaded(runtime, accountId), "en");
    expect(page.case?.terms).toMatchObject({ from: "2026-11-19", to: "2027-01-07" });
    expect(page.holds).toMatchObject([{ kind: "breathing-space", to: "2027-01-07" }]);
    expect(await told("hold.set")).toMatchObject([
      { data: { holdId: open?.id, to: "2027-01-07" } },
    ]);
    expect(await told("hardship.decided")).toMatchObject([{ data: { to: "2027-01-07" } }]);
    const shown = await staffHardshipCase(runtime, staff, caseId);
    expect(shown).toMatchObject({ openCrisis: false });
    expect(shown?.steps.at(-1)).toMatchObject({ kind: "treatment-ended", endedOn: "2026-12-08" });
    const letters = "select 1 as one from contact_record where kind = 'hardship-decided'";
    expect(await db.query(letters, [])).toHaveLength(2);
    const audit = "select actor, detail->>'to' as to from audit where action = $1";
    expect(await db.query(audit, ["hardship.treatment-ended"])).toEqual([
      { actor: `staff:${staff.staffId}`, to: "2027-01-07" },
    ]);
    expect(await end("2026-12-08")).toEqual({ ok: false, error: "not-possible" });
  });

  test("is no second beginning in what happened, to nobody who owes the account", async () => {
    const begun = async () => {
      const who = { ...visit.actor, debtorRef: visit.debtor.ref };
      const happened = await timeline(runtime, who, { limit: 50, messages: false });
      return happened.filter(({ what }) => what === "hold.set").length;
    };
    const before = await begun();
    expect(before).toBeGreaterThan(0);
    runtime.clock.set("2026-12-10T12:00:00Z");
    visit = await verified(runtime, accountId);
    expect((await end("2026-12-08")).ok).toBe(true);
    expect(await begun()).toBe(before);
  });

  test("longer ago than that ends it today, never for a day that has passed", async () => {
    runtime.clock.set("2027-03-01T12:00:00Z");
    const before = (await loaded(runtime, accountId)).balance.totalMinor;
    expect(await end("2026-12-01")).toEqual({ ok: true, value: "2027-03-01" });
    expect(await spaces()).toMatchObject([{ toOn: "2027-03-01" }]);
    expect((await loaded(runtime, accountId)).balance.totalMinor).toBe(before);
    expect(await told("hold.ended")).toMatchObject([{ data: { endedOn: "2027-03-01" } }]);
  });

  test("may be said after the debtor took the answer; not for a day to come", async () => {
    await answer("answer");
    expect(await end("2026-11-20")).toEqual({ ok: false, error: "breathing-in-future" });
    expect((await end("2026-11-19")).ok).toBe(true);
  });

  test("never before the space began: a slip of the year would end it for good", async () => {
    runtime.clock.set("2026-12-10T12:00:00Z");
    expect(await end("2025-12-08")).toEqual({ ok: false, error: "to-before-from" });
    expect(await end("2026-11-18")).toEqual({ ok: false, error: "to-before-from" });
    expect(await spaces()).toMatchObject([{ toOn: null }]);
    expect(await end("2026-12-08")).toEqual({ ok: true, value: "2027-01-07" });
  });

  test("is for nobody else to say, nor where the space was ended by hand", async () => {
    const stranger = { ...staff, portfolioIds: [] };
    expect(await end("2026-11-19", stranger)).toEqual({ ok: false, error: "not-found" });
    const collector = { ...staff, role: "collector" } as const;
    await expect(end("2026-11-19", collector)).rejects.toThrow(/hardship:decide/);
    const [open] = await spaces();
    await endHold(runtime, { ...staff, role: "supervisor" }, open?.id ?? "");
    expect(await end("2026-11-19")).toEqual({ ok: false, error: "not-possible" });
  });

  test("shows its debtor the day on which it was ended by hand all the same", async () => {
    const termsOf = async () => {
      const account = await loaded(runtime, accountId);
      return (await hardshipPage(runtime, visit.actor, account, "en")).case?.terms;
    };
    expect(await termsOf()).toMatchObject({ from: "2026-11-19", to: null });
    runtime.clock.set("2026-12-10T12:00:00Z");
    const [open] = await spaces();
    expect((await endHold(runtime, staff, open?.id ?? "")).ok).toBe(true);
    expect(await termsOf()).toMatchObject({ from: "2026-11-19", to: "2026-12-10" });
  });

  test("is not passed over by a key, or by staff who do not decide on hardship", async () => {
    const api = apiClient(runtime, await someKey(runtime, [portfolio.code]));
    const [open] = await spaces();
    const ended = await api("DELETE", `/holds/${open?.id}`);
    expect([ended.status, ended.body.code]).toEqual([409, "kept-by-treatment"]);
    const collector = { ...staff, role: "collector" } as const;
    expect(await endHold(runtime, collector, open?.id ?? "")).toEqual({
      ok: false,
      error: "kept-by-treatment",
    });
    expect(await spaces()).toEqual([open]);
    runtime.clock.set("2026-12-10T12:00:00Z");
    expect((await end("2026-12-08")).ok).toBe(true);
    expect((await api("DELETE", `/holds/${open?.id}`)).status).toBe(409);
    const kept = async (who: StaffActor) =>
      (await staffAccount(runtime, who, accountId))?.holds.some((hold) => hold.keptByTreatment);
    expect([await kept(collector), await kept(staff)]).toEqual([true, false]);
    expect((await endHold(runtime, staff, open?.id ?? "")).ok).toBe(true);
  });
});

describe("while nobody knows when it ends", () => {
  const close = () =>
    db.query("update task set done_at = now(), done_by = 'x' where kind = 'hardship-review'", []);

  test("a review is asked for every 30 days, once, and not while the last is open", async () => {
    expect(await reviewsAt("2026-12-18T23:59:00Z")).toEqual([]);
    expect(await reviewsAt("2026-12-19T00:01:00Z")).toEqual([{ due: "2026-12-19", done: false }]);
    expect(await reviewsAt("2027-01-18T12:00:00Z")).toEqual([{ due: "2026-12-19", done: false }]);
    await close();
    expect(await reviewsAt("2027-01-18T13:00:00Z")).toEqual([
      { due: "2026-12-19", done: true },
      { due: "2027-01-18", done: false },
    ]);
    await close();
    expect(await reviewsAt("2027-01-19T13:00:00Z")).toHaveLength(2);
  });

  test("the end that is known closes the review and asks for none after it", async () => {
    await reviewsAt("2026-12-20T12:00:00Z");
    await end("2026-12-18");
    const done = [{ due: "2026-12-19", done: true }];
    expect(await reviewsAt("2027-06-01T12:00:00Z")).toEqual(done);
  });
});

describe("a crisis that was asked about again", () => {
  const open = () => staffHardshipCase(runtime, staff, caseId);

  test("and taken back keeps its space, its review, and the way to its end", async () => {
    expect((await answer("reopen", "The rent too")).ok).toBe(true);
    expect(await open()).toMatchObject({ openCrisis: false });
    expect((await answer("withdraw")).ok).toBe(true);
    expect(await spaces()).toMatchObject([{ toOn: null }]);
    expect(await reviewsAt("2026-12-19T12:00:00Z")).toEqual([{ due: "2026-12-19", done: false }]);
    expect(await open()).toMatchObject({ state: "withdrawn", openCrisis: true });
    expect(await end("2026-12-18")).toEqual({ ok: true, value: "2027-01-17" });
    expect(await open()).toMatchObject({ state: "withdrawn", openCrisis: false });
    expect(await spaces()).toMatchObject([{ toOn: "2027-01-17" }]);
    expect(await reviewsAt("2027-06-01T12:00:00Z")).toEqual([{ due: "2026-12-19", done: true }]);
  });

  test("taken back before any answer has no end to be said", async () => {
    const input = { reasons: ["illness"], since: null, text: "More", vulnerable: false } as const;
    const other = await someAccount(runtime, portfolio);
    const who = await verified(runtime, other.accountId);
    const taken = await submitHardship(runtime, who, other.accountId, { ...input, crisis: true });
    if (!taken.ok) throw new Error(taken.error);
    ({ caseId } = taken.value);
    await answerHardship(runtime, who, caseId, { act: "withdraw", text: "" });
    expect(await end("2026-11-19")).toEqual({ ok: false, error: "not-possible" });
    expect(await reviewsAt("2027-06-01T12:00:00Z")).toEqual([]);
  });

  test.each([
    ["declined", {}],
    ["reduced-plan", { amountMinor: 1_000_00n }],
  ] as const)(
    "and answered with %s keeps its space until its end is known",
    async (outcome, asks) => {
      const [space] = await spaces();
      await reviewsAt("2026-12-19T12:00:00Z");
      await answer("reopen", "The rent too");
      runtime.clock.set("2026-12-20T12:00:00Z");
      expect(await decide({ outcome, ...asks })).toEqual({ ok: true, value: null });
      expect(await spaces()).toEqual([space]);
      expect(await open()).toMatchObject({ outcome, openCrisis: true });
      const done = { due: "2026-12-19", done: true };
      expect(await reviewsAt("2027-01-18T12:00:00Z")).toEqual([done]);
      const again = { due: "2027-01-19", done: false };
      expect(await reviewsAt("2027-01-19T12:00:00Z")).toEqual([done, again]);
      expect(await end("2027-01-10")).toEqual({ ok: true, value: "2027-02-09" });
      expect(await spaces()).toEqual([{ ...space, toOn: "2027-02-09" }]);
      expect(await open()).toMatchObject({ openCrisis: false, terms: { from: null, to: null } });
      expect(await told("hold.set")).toMatchObject([{ data: { holdId: space?.id } }]);
    },
  );

  test("and answered with another pause has that one alone", async () => {
    await answer("reopen", "The rent too");
    await decide({ outcome: "declined" });
    await answer("reopen", "And the rest");
    await decide({ outcome: "breathing-space", days: 60 });
    expect(await spaces()).toMatchObject([{ toOn: "2026-11-19" }, { toOn: "2027-01-18" }]);
    expect(await open()).toMatchObject({ openCrisis: false });
  });
});
