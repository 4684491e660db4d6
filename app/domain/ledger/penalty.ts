import { stoppedBy } from "../holds/in-force.ts";
import { statementDays } from "../interest/statement-days.ts";
import { noComponents, totalOf, withAdded } from "../money/components.ts";
import type { PenaltyRule, Policy } from "../policy/policy.ts";
import {
  addDays,
  addMonths,
  type CalendarDate,
  dayOf,
  daysBetween,
  maxDate,
} from "../primitives/date.ts";
import { plainDecimal } from "../primitives/plain-decimal.ts";
import { multiply, rational, round } from "../primitives/rational.ts";
import type { AccountState } from "./account.ts";
import { plainLine, type Replay, raise } from "./replay.ts";

/**
 * The days in (asOf, on] on which a cycle ends and a penalty may fall: statement days, or where
 * none is known the day of the month on which the account fell overdue. None before the account
 * is overdue, and none without a rule in the policy (domain.md §2, interfaces.md §5).
 */
export function penaltyDays(
  account: AccountState,
  policy: Policy,
  on: CalendarDate,
): CalendarDate[] {
  const { asOf, delinquentSince } = account;
  if (policy.penalty === null || delinquentSince === null || account.minimumDueMinor === 0n) {
    return [];
  }
  const first = addDays(maxDate(asOf, delinquentSince), 1);
  return statementDays(cycleDay(account, delinquentSince), first, addDays(on, 1));
}

/**
 * Charges the penalty of the cycle that ends on `day`: a share of the minimum due that is unpaid,
 * within floor and ceiling. A day under a hold that stops interest adds none.
 */
export function chargePenalty(replay: Replay, day: CalendarDate): void {
  const { account, policy } = replay;
  const rule = policy.penalty;
  const baseMinor = unpaidMinimum(replay);
  const isHeld = stoppedBy(account.holds, "interest", day) !== null;
  if (rule === null || isHeld || baseMinor <= 0n) return;
  const charged = round(multiply(rational(baseMinor), rule.share), policy.rounding);
  const { amountMinor, name } = within(charged, rule);
  if (amountMinor === 0n) return;
  raise(replay, withAdded(noComponents, "penalty", amountMinor));
  const from = maxDate(account.asOf, cycleStart(account, day));
  const line = { component: "penalty", amountMinor, rule: name } as const;
  const days = daysBetween(from, day);
  replay.explanation.push({
    ...line,
    from,
    to: day,
    days,
    baseMinor,
    rate: plainDecimal(rule.share),
  });
  replay.itemisation.push({ ...plainLine, ...line, on: day, kind: "penalty" });
}

function unpaidMinimum(replay: Replay): bigint {
  const unpaidMinor = replay.account.minimumDueMinor - replay.paidMinor;
  const owedMinor = totalOf(replay.components);
  return unpaidMinor < owedMinor ? unpaidMinor : owedMinor;
}

function within(amountMinor: bigint, rule: PenaltyRule): { amountMinor: bigint; name: string } {
  if (amountMinor < rule.floorMinor) return { amountMinor: rule.floorMinor, name: "penalty-floor" };
  if (amountMinor > rule.ceilingMinor) {
    return { amountMinor: rule.ceilingMinor, name: "penalty-ceiling" };
  }
  return { amountMinor, name: "penalty" };
}

function cycleDay(account: AccountState, delinquentSince: CalendarDate): number {
  return account.interest.statementDay ?? dayOf(delinquentSince);
}

function cycleStart(account: AccountState, day: CalendarDate): CalendarDate {
  return addMonths(day, -1, cycleDay(account, account.delinquentSince ?? day));
}
