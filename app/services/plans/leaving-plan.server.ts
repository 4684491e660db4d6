import type { PlanRow } from "#app/db/stores/plans.server.ts";
import { balanceOn } from "#app/domain/ledger/balance.ts";
import { type InterestAfter, interestAfter, type LeftPlan } from "#app/domain/plans/leaving.ts";
import type { OfferInterest } from "#app/domain/plans/offer.ts";
import { addDays } from "#app/domain/primitives/date.ts";
import { longDate } from "#app/i18n/dates.ts";
import { translator } from "#app/i18n/instances.server.ts";
import type { Locale } from "#app/i18n/locale.ts";
import { holdOf, type LoadedAccount } from "../accounts/account-state.server.ts";
import { planHolds } from "./plan-holds.server.ts";

/** Days after which every interest that an account bears has come to a minor unit. */
const longEnough = 365;

/** What leaving a plan in force starts from, before anything of it has ended. */
export function leftPlan(loaded: LoadedAccount, plan: PlanRow): LeftPlan {
  const { holds, today } = loaded;
  const own = planHolds(holds, plan);
  return {
    interest: plan.interestMode as OfferInterest,
    own: own.map(holdOf),
    others: holds.filter((hold) => !own.includes(hold)).map(holdOf),
    bears: bearsInterest(loaded),
    on: today,
  };
}

/** Whether the account would charge interest if nothing stopped it. */
function bearsInterest({ state, portfolio, today }: LoadedAccount): boolean {
  const free = { ...state, holds: [], planDays: [] };
  const interestOn = (days: number) =>
    balanceOn(free, portfolio.policy, addDays(today, days)).components.interest;
  return interestOn(longEnough) > interestOn(0);
}

/** Interest that a plan has kept from being charged by today; minor units, never below zero. */
export function sparedByPlan({ state, portfolio, balance, today }: LoadedAccount, left: LeftPlan) {
  if (left.interest !== "frozen") return 0n;
  const without = balanceOn({ ...state, holds: left.others }, portfolio.policy, today);
  const sparedMinor = without.totalMinor - balance.totalMinor;
  return sparedMinor > 0n ? sparedMinor : 0n;
}

/** In the reader's words how interest is counted once the plan is left today. */
export function interestAfterWords(left: LeftPlan): (locale: Locale) => string {
  const after: InterestAfter = interestAfter(left);
  return (locale) =>
    translator(locale, "debtor")(`planChange.cancel.interest.${after}`, {
      date: longDate(left.on, locale),
    });
}
