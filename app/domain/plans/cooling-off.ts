import type { PlanRule } from "../policy/policy.ts";
import { addDays, type CalendarDate } from "../primitives/date.ts";

/**
 * The last day on which a signature may be withdrawn without a reason: the day of signing is day 0.
 * Null: the policy gives no such days.
 */
export function withdrawUntil(
  signedOn: CalendarDate,
  { coolingOffDays }: Pick<PlanRule, "coolingOffDays">,
): CalendarDate | null {
  return coolingOffDays === 0 ? null : addDays(signedOn, coolingOffDays);
}

/** The same while it lasts; null once it is over. */
export function withdrawableUntil(
  signedOn: CalendarDate,
  rule: Pick<PlanRule, "coolingOffDays">,
  today: CalendarDate,
): CalendarDate | null {
  const until = withdrawUntil(signedOn, rule);
  return until !== null && today <= until ? until : null;
}
