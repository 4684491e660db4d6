import { joinDays } from "../interest/stretches.ts";
import { totalOf } from "../money/components.ts";
import type { Policy } from "../policy/policy.ts";
import { assert } from "../primitives/assert.ts";
import type { CalendarDate } from "../primitives/date.ts";
import type { AccountState, Balance, Movement } from "./account.ts";
import { applyLate } from "./late.ts";
import { applyMovement } from "./movement.ts";
import { daysOverdueOn } from "./overdue.ts";
import { chargePenalty, penaltyDays } from "./penalty.ts";
import { closePlanDay, openPlanDay, planDaysOf } from "./plan-days.ts";
import { accrueTo, postInterest, type Replay, startReplay } from "./replay.ts";

/**
 * What is owed on `on`: the snapshot, every movement up to that date, and interest and penalties
 * replayed in between (domain.md §2, §3, §10). Interest since `asOf` stays exact until it is
 * posted: on `on`, on statement days when it compounds, on the due dates of a plan that bears it,
 * and when money would else go beyond what is owed. A payment is spent on what is posted, so the
 * published example of domain.md §2 comes out as the bank has it. All postings together are the
 * exact total, rounded once, or once for each period of a plan. Movements after `on` are left out.
 */
export function balanceOn(account: AccountState, policy: Policy, on: CalendarDate): Balance {
  assert(on >= account.asOf, "a balance is not asked for before its snapshot");
  const replay = startReplay(account, policy);
  const [late, inTime] = movementsUpTo(account, on);
  applyLate(replay, late);
  const penalties = new Set(penaltyDays(account, policy, on));
  const joins = new Set(joinDays(account.interest, account.asOf, on));
  const ofPlans = planDaysOf(replay, on);
  const moved = inTime.map((movement) => movement.on);
  const days = new Set([...moved, ...penalties, ...joins, ...ofPlans.keys()]);
  let next = 0;
  for (const day of [...days].sort()) {
    accrueTo(replay, day);
    const ofPlan = ofPlans.get(day) ?? [];
    openPlanDay(replay, ofPlan);
    for (; inTime[next]?.on === day; next += 1) applyMovement(replay, inTime[next] as Movement);
    if (joins.has(day)) postInterest(replay);
    closePlanDay(replay, ofPlan);
    if (penalties.has(day)) chargePenalty(replay, day);
  }
  accrueTo(replay, on);
  postInterest(replay);
  return conclude(replay, on);
}

/** Movements before `asOf`, and those from it to `on`; by date, a day's in the order given. */
function movementsUpTo(account: AccountState, on: CalendarDate): [Movement[], Movement[]] {
  const known = account.movements.filter((movement) => movement.on <= on);
  const ordered = known.sort((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0));
  const late = ordered.filter((movement) => movement.on < account.asOf);
  return [late, ordered.slice(late.length)];
}

function conclude(replay: Replay, on: CalendarDate): Balance {
  const { components, creditMinor, explanation, itemisation } = replay;
  const totalMinor = totalOf(components);
  const itemised = itemisation.reduce((sum, line) => sum + line.amountMinor, 0n);
  assert(itemised === totalMinor - creditMinor, "the itemisation sums to the balance");
  return {
    on,
    components,
    totalMinor,
    creditMinor,
    daysOverdue: daysOverdueOn(replay.account.delinquentSince, on),
    explanation,
    itemisation,
    bearingMinor: replay.bearingMinor,
    accrued: replay.accrued,
  };
}
