import type { Policy } from "../policy/policy.ts";
import { addDays, type CalendarDate } from "../primitives/date.ts";

export type FirstDueFault = "first-date-too-early" | "first-date-too-late";

/**
 * Whether a wished first due date lies in the policy's window, both ends included: from
 * `on + firstDueFromDays` to `on + firstDueToDays`. Null: it does, or the policy has no
 * instalments and so no window. The wish counts as it stands, before any move to a working day.
 */
export function checkFirstDue(
  policy: Policy,
  on: CalendarDate,
  wish: CalendarDate,
): FirstDueFault | null {
  const rule = policy.instalments;
  if (rule === null) return null;
  if (wish < addDays(on, rule.firstDueFromDays)) return "first-date-too-early";
  return wish > addDays(on, rule.firstDueToDays) ? "first-date-too-late" : null;
}
