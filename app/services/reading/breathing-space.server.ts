import { defaultHoldEffects } from "#app/domain/holds/default-effects.ts";
import { hardshipRule } from "#app/domain/policy/hardship-rule.ts";
import { addDays } from "#app/domain/primitives/date.ts";
import type { LoadedAccount } from "../accounts/account-state.server.ts";
import { breathingFacts } from "../hardship/breathing-facts.server.ts";

/** A breathing space before it is taken: how long, from when at the earliest, what it stops. */
export function breathingPage(loaded: LoadedAccount) {
  const { row, portfolio, today } = loaded;
  const rule = hardshipRule(portfolio.policy).breathingSpace;
  const facts = breathingFacts(loaded);
  const open = row.status === "open" && rule.days > 0;
  return {
    accountId: row.id,
    possible: open && !facts.inForce && facts.usedInYear < rule.perYear,
    days: rule.days,
    perYear: rule.perYear,
    today,
    until: addDays(today, rule.days),
    earliest: rule.backdateDays === 0 ? null : addDays(today, -rule.backdateDays),
    effects: (portfolio.policy.holdEffects ?? defaultHoldEffects)["breathing-space"],
  };
}
