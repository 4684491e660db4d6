import { breathingFrom } from "#app/domain/hardship/decide.ts";
import { defaultHoldEffects } from "#app/domain/holds/default-effects.ts";
import { hardshipRule } from "#app/domain/policy/hardship-rule.ts";
import { addDays } from "#app/domain/primitives/date.ts";
import type { LoadedAccount } from "../accounts/account-state.server.ts";
import type { DebtorActor } from "../actor.ts";
import { breathingSpaces } from "../hardship/breathing-facts.server.ts";
import { namedTo } from "../holds/shown-holds.server.ts";
import type { Runtime } from "../ports.ts";

/**
 * Whether a debtor may take a breathing space today, `from` when else: said without why, for it
 * may be another debtor's that runs. `from` null: nobody knows yet, it is not `offered` at all, or
 * the day would tell of a space that is not this debtor's to know of (domain.md §5).
 */
export async function pauseOf(runtime: Runtime, actor: DebtorActor, loaded: LoadedAccount) {
  const { row, portfolio, today } = loaded;
  const rule = hardshipRule(portfolio.policy);
  const { days, perYear } = rule.breathingSpace;
  const offered = row.status === "open" && days > 0 && perYear > 0;
  const from = offered ? breathingFrom(rule, breathingSpaces(loaded), today) : null;
  const named = await namedTo(runtime, actor, loaded);
  const own = { holds: loaded.holds.filter((hold) => named.has(hold)) };
  const isOwn = from === breathingFrom(rule, breathingSpaces(own), today);
  return { offered, possible: from === today, from: from === today || isOwn ? from : null };
}

/** A breathing space before it is taken: how long, from when at the earliest, what it stops. */
export async function breathingPage(runtime: Runtime, actor: DebtorActor, loaded: LoadedAccount) {
  const { row, portfolio, today } = loaded;
  const rule = hardshipRule(portfolio.policy).breathingSpace;
  return {
    accountId: row.id,
    ...(await pauseOf(runtime, actor, loaded)),
    days: rule.days,
    perYear: rule.perYear,
    today,
    until: addDays(today, rule.days),
    earliest: rule.backdateDays === 0 ? null : addDays(today, -rule.backdateDays),
    effects: (portfolio.policy.holdEffects ?? defaultHoldEffects)["breathing-space"],
  };
}
