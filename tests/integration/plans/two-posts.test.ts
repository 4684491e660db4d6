import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import { listPlanChanges } from "#app/db/stores/plan-changes.server.ts";
import { listInstalments } from "#app/db/stores/plans.server.ts";
import { type CalendarDate, calendarDate } from "#app/domain/primitives/date.ts";
import type { Visit } from "#app/services/identity/read-visit.server.ts";
import { cancelPlan } from "#app/services/plans/cancel-plan.server.ts";
import { changeDates, type DateChange } from "#app/services/plans/change-dates.server.ts";
import { withTestDatabase } from "../../support/database.ts";
import { somePortfolio, type TestRuntime, testRuntime } from "../../support/runtime.ts";
import { atLevelTwo, pickNamed, sign } from "../../support/signing.ts";
import { someAccount } from "../../support/visitor.ts";

const db = withTestDatabase();
let runtime: TestRuntime;
let accountId: string;
let signer: Visit;
let planId: string;

beforeAll(() => {
  runtime = testRuntime(db);
});

/** A frozen plan signed on 19 November, due on each 20th, of which two dates may be skipped. */
beforeEach(async () => {
  runtime.clock.set("2026-11-19T08:00:00Z");
  const order = ["costs", "fees", "penalty", "interest", "principal"];
  const policy = {
    id: "cn-bank-card-own",
    allocation: [{ order }],
    instalments: { minTerms: 3, maxTerms: 24, offerTerms: [6], interest: { mode: "frozen" } },
    plan: { skipsPerYear: 2, moveDays: 14 },
  };
  ({ accountId } = await someAccount(runtime, await somePortfolio(runtime, { policy })));
  signer = await atLevelTwo(runtime, accountId);
  const named = await pickNamed(runtime, accountId, "instalments", 6);
  const pick = named.replace(/monthly.*$/, "monthly.2026-11-20");
  const done = await sign(runtime, signer, accountId, pick);
  if (!done.ok) throw new Error(done.error);
  planId = done.value.planId;
});

const firstDate = async () => calendarDate((await listInstalments(db, planId))[0]?.dueOn ?? "");
const change = (what: DateChange["what"], dueOn: CalendarDate) =>
  changeDates(runtime, signer, accountId, { planId, n: 1, dueOn, what });
const noted = async () => (await listPlanChanges(db, planId)).map(({ kind }) => kind);
const ended = (all: readonly { ok: boolean; error?: string }[]) =>
  all.map((one) => (one.ok ? "done" : one.error)).sort();

describe("two posts of one page", () => {
  test("skip one date, though the policy gives two", async () => {
    const shown = await firstDate();
    const posts = await Promise.all([change("skip", shown), change("skip", shown)]);
    expect(ended(posts)).toEqual(["changed", "done"]);
    expect(await firstDate()).toBe("2026-12-20");
    expect(await noted()).toEqual(["skipped"]);
    expect(await change("skip", await firstDate())).toMatchObject({ ok: true });
    expect(await firstDate()).toBe("2027-01-20");
  });

  test("move a date once, and the second says that it was changed", async () => {
    const shown = await firstDate();
    const to = calendarDate("2026-11-25");
    const posts = await Promise.all([change({ moveTo: to }, shown), change({ moveTo: to }, shown)]);
    expect(ended(posts)).toEqual(["changed", "done"]);
    expect([await firstDate(), await noted()]).toEqual(["2026-11-25", ["moved"]]);
  });

  test("a page that was left open neither skips nor moves what has moved since", async () => {
    const shown = await firstDate();
    expect(await change({ moveTo: calendarDate("2026-11-25") }, shown)).toMatchObject({ ok: true });
    expect(await change("skip", shown)).toEqual({ ok: false, error: "changed" });
    expect(await firstDate()).toBe("2026-11-25");
  });

  test("leave the plan once, and the second meets what the first did", async () => {
    const leave = () => cancelPlan(runtime, signer, accountId, planId);
    expect(ended(await Promise.all([leave(), leave()]))).toEqual(["done", "done"]);
    expect(await noted()).toEqual(["cancelled"]);
    const text = "select 1 from event where account_id = $1 and type = 'plan.cancelled'";
    expect(await db.query(text, [accountId])).toHaveLength(1);
    const written =
      "select 1 from contact_record where account_id = $1 and kind = 'plan-cancelled'";
    expect(await db.query(written, [accountId])).toHaveLength(1);
  });
});
