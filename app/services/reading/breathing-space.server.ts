import { breathingFrom } from "#app/domain/hardship/decide.ts";
import { defaultHoldEffects } from "#app/domain/holds/default-effects.ts";
import { hardshipRule } from "#app/domain/policy/hardship-rule.ts";
import { addDays } from "#app/domain/primitives/date.ts";
import type { LoadedAccount } from "../accounts/account-state.server.ts";
import { breathingSpaces } from "../hardship/breathing-facts.server.ts";

/**
 * Whether a debtor may take a breathing space today, `from` when else: said without why, for it
 * may be another debtor's that runs. `from` null: nobody knows yet, or it is not `offered` at all.
 */
export function pauseOf(loaded: LoadedAccount) {
  const { row, portfolio, today } = loaded;
  const rule = hardshipRule(portfolio.policy);
  const { days, perYear } = rule.breathingSpace;
  const offered = row.status === "open" && days > 0 && perYear > 0;
  const from = offered ? breathingFrom(rule, breathingSpaces(loaded), today) : null;
  return { offered, possible: from === today, from };
}

/** A breathing space before it is taken: how long, from when at the earliest, what it stops. */
export function breathingPage(loaded: LoadedAccount) {
  const { row, portfolio, today } = loaded;
  const rule = hardshipRule(portfolio.policy).breathingSpace;
  return {
    accountId: row.id,
    ...pauseOf(loaded),
    days: rule.days,
    perYear: rule.perYear,
    today,
    until: addDays(today, rule.days),
    earliest: rule.backdateDays === 0 ? null : addDays(today, -rule.backdateDays),
    effects: (portfolio.policy.holdEffects ?? defaultHoldEffects)["breathing-space"],
  };
}
