import type { Queryable } from "#app/db/database.server.ts";
import { planPayments } from "#app/db/stores/payments.server.ts";
import { listInstalments, type PlanRow } from "#app/db/stores/plans.server.ts";
import { type Matching, matchPayments } from "#app/domain/plans/matching.ts";
import type { Policy } from "#app/domain/policy/policy.ts";
import { calendarDate } from "#app/domain/primitives/date.ts";

/** A plan's instalments with what has been paid of each, oldest first. */
export async function matchedPlan(
  db: Queryable,
  plan: Pick<PlanRow, "id">,
  policy: Policy,
): Promise<Matching> {
  const [lines, payments] = await Promise.all([
    listInstalments(db, plan.id),
    planPayments(db, plan.id),
  ]);
  return matchPayments(
    lines.map((line) => ({
      n: line.n,
      dueOn: calendarDate(line.dueOn),
      amountMinor: line.amount,
    })),
    payments.map((payment) => ({
      on: calendarDate(payment.effectiveOn),
      amountMinor: payment.amount,
    })),
    policy.plan.toleranceMinor,
  );
}
