import { beforeAll, describe, expect, test } from "vitest";
import { findAgreementOfPlan } from "#app/db/stores/agreements.server.ts";
import type { Agreement } from "#app/domain/plans/agreement.ts";
import type { Visit } from "#app/services/identity/read-visit.server.ts";
import { agreementBinding } from "#app/services/plans/agreement-seals.server.ts";
import { cancelPlan } from "#app/services/plans/cancel-plan.server.ts";
import { planPage } from "#app/services/reading/plan.server.ts";
import { withTestDatabase } from "../../support/database.ts";
import { somePortfolio, type TestRuntime, testRuntime } from "../../support/runtime.ts";
import { atLevelTwo, loaded, payElsewhere, pickNamed, sign } from "../../support/signing.ts";
import { someAccount } from "../../support/visitor.ts";

const db = withTestDatabase();
const dayMs = 86_400_000;
let runtime: TestRuntime;
let accountId: string;
let signer: Visit;
let planId: string;

beforeAll(() => {
  runtime = testRuntime(db);
});

/** A frozen plan signed on 19 November, whose first instalment is due on the 20th. */
async function agreed(coolingOffDays: number): Promise<void> {
  runtime.clock.set("2026-11-19T08:00:00Z");
  const order = ["costs", "fees", "penalty", "interest", "principal"];
  const policy = {
    id: "cn-bank-card-own",
    allocation: [{ order }],
    instalments: { minTerms: 3, maxTerms: 24, offerTerms: [6], interest: { mode: "frozen" } },
    plan: { coolingOffDays },
  };
  ({ accountId } = await someAccount(runtime, await somePortfolio(runtime, { policy })));
  signer = await atLevelTwo(runtime, accountId);
  const pick = await pickNamed(runtime, accountId, "instalments", 6);
  const done = await sign(runtime, signer, accountId, pick);
  if (!done.ok) throw new Error(done.error);
  planId = done.value.planId;
}

const total = async () => (await loaded(runtime, accountId)).balance.totalMinor;
const reasons = async () => {
  const text = "select data from event where account_id = $1 and type = 'plan.cancelled'";
  const rows = await db.query<{ data: { reason: string } }>(text, [accountId]);
  return rows.map(({ data }) => data.reason);
};

describe("withdrawing a signature", () => {
  test("within the days that the policy gives, on a due date too", async () => {
    await agreed(14);
    const owed = await total();
    runtime.clock.set("2026-11-20T05:00:00Z");
    await payElsewhere(runtime, accountId, 500_00n);
    const page = await planPage(runtime, signer, await loaded(runtime, accountId));
    expect(page?.choices?.withdrawUntil).toBe("2026-12-03");
    expect(await cancelPlan(runtime, signer, accountId, planId)).toEqual({ ok: true, value: null });
    expect(await reasons()).toEqual(["withdrawn"]);
    expect(await total()).toBe(owed - 500_00n);
    runtime.clock.advance(dayMs);
    expect(await total()).toBe(owed - 500_00n + 4_75n);
  });

  test("on the last day, and not on the day after, when leaving is what there is", async () => {
    await agreed(3);
    runtime.clock.set("2026-11-22T15:59:59Z");
    const last = await planPage(runtime, signer, await loaded(runtime, accountId));
    expect(last?.choices?.withdrawUntil).toBe("2026-11-22");
    runtime.clock.set("2026-11-22T16:00:00Z");
    const after = await planPage(runtime, signer, await loaded(runtime, accountId));
    expect(after?.choices?.withdrawUntil).toBeNull();
    await cancelPlan(runtime, signer, accountId, planId);
    expect(await reasons()).toEqual(["debtor"]);
  });

  test("is a clause of the agreement where the policy gives it, and of no other", async () => {
    const clauses = async () => {
      const row = await findAgreementOfPlan(db, planId);
      if (row === null) throw new Error("no agreement");
      const text = runtime.sealer.openBytes(agreementBinding(row), row.sealed).toString("utf8");
      return (JSON.parse(text) as Agreement).clauses;
    };
    await agreed(14);
    const params = { coolingOffDays: 14 };
    expect(await clauses()).toContainEqual({ key: "cooling-off", params });
    await agreed(0);
    expect((await clauses()).map(({ key }) => key)).not.toContain("cooling-off");
  });
});
