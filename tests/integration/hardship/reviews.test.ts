import { beforeEach, describe, expect, test } from "vitest";
import type { StaffActor } from "#app/services/actor.ts";
import { decideHardship } from "#app/services/hardship/decide-hardship.server.ts";
import { raiseReviews } from "#app/services/hardship/raise-reviews.server.ts";
import { submitHardship } from "#app/services/hardship/submit-hardship.server.ts";
import { staffToday } from "#app/services/reading/staff-today.server.ts";
import { closeTask } from "#app/services/staff/close-task.server.ts";
import { withTestDatabase } from "../../support/database.ts";
import { somePortfolio, type TestRuntime, testRuntime } from "../../support/runtime.ts";
import { someAccount, verified } from "../../support/visitor.ts";

const db = withTestDatabase();
let runtime: TestRuntime;
let caseId: string;
let staff: StaffActor;

/** A token plan of three months, decided on 19 November. */
beforeEach(async () => {
  runtime = testRuntime(db);
  runtime.clock.set("2026-11-19T04:00:00Z");
  const portfolio = await somePortfolio(runtime);
  const { accountId } = await someAccount(runtime, portfolio);
  const who = await verified(runtime, accountId);
  const said = { reasons: ["other-debts"], since: null, text: "", vulnerable: false } as const;
  const taken = await submitHardship(runtime, who, accountId, { ...said, crisis: false });
  if (!taken.ok) throw new Error(taken.error);
  ({ caseId } = taken.value);
  staff = {
    ...{ kind: "staff", staffId: runtime.ids.next(), role: "customer-service" },
    portfolioIds: [portfolio.id],
  };
  const nothing = { from: null, days: null, treatmentEndedOn: null, firstDueOn: null } as const;
  const decided = await decideHardship(runtime, staff, caseId, {
    ...nothing,
    ...{
      outcome: "token-plan",
      amountMinor: 10_00n,
      months: 3,
      reason: "先这样",
      vulnerable: false,
    },
  });
  if (!decided.ok) throw new Error(decided.error);
});

async function reviewsAt(instant: string) {
  runtime.clock.set(instant);
  await Promise.all([raiseReviews(runtime), raiseReviews(runtime)]);
  return db.query<{ reference: string; done: boolean }>(
    `select reference, done_at is not null as done from task
     where kind = 'hardship-review' and reference like $1`,
    [`${caseId}%`],
  );
}

describe("the review of a token plan", () => {
  test("is raised when its day has come in the portfolio's zone, once", async () => {
    expect(await reviewsAt("2027-02-18T15:59:00Z")).toEqual([]);
    const raised = [{ reference: `${caseId}:2027-02-19`, done: false }];
    expect(await reviewsAt("2027-02-18T16:01:00Z")).toEqual(raised);
    const today = await staffToday(runtime, staff);
    const task = today.tasks.find(({ kind }) => kind === "hardship-review");
    const collector = { ...staff, role: "collector" } as const;
    expect((await staffToday(runtime, collector)).tasks).toEqual([]);
    expect(await closeTask(runtime, collector, task?.id ?? "")).toMatchObject({ ok: false });
    expect(await closeTask(runtime, staff, task?.id ?? "")).toEqual({ ok: true, value: null });
    expect(await reviewsAt("2027-03-01T04:00:00Z")).toEqual([{ ...raised[0], done: true }]);
  });
});
