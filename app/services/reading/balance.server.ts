import type { ItemisationLine } from "#app/domain/ledger/account.ts";
import { balanceOn } from "#app/domain/ledger/balance.ts";
import { standstillOn, standstillsOf } from "#app/domain/plans/standstill.ts";
import { addDays } from "#app/domain/primitives/date.ts";
import type { LoadedAccount } from "../accounts/account-state.server.ts";
import { openCardFacts } from "../debtors/person.server.ts";
import type { Runtime } from "../ports.ts";
import type { BalanceChange, BalancePage, BalanceReason } from "./balance-page.ts";

/** "Why this amount?": the lines from the snapshot to now, and interest interval by interval. */
export function balancePage(runtime: Runtime, account: LoadedAccount): BalancePage {
  const { row, balance, state, portfolio, today } = account;
  const opening = balance.itemisation.filter((line) => line.kind === "opening");
  const later = balance.itemisation.filter((line) => line.kind !== "opening");
  const interest = balance.explanation.filter((line) => line.component === "interest");
  const held = interest.filter((line) => line.rule.startsWith("hold:"));
  return {
    accountId: row.id,
    card: openCardFacts(runtime, row).cardLast4,
    currency: portfolio.currency,
    nowMs: runtime.clock.now(),
    zone: portfolio.timeZone,
    asOf: state.asOf,
    totalMinor: balance.totalMinor,
    creditMinor: balance.creditMinor,
    components: balance.components,
    daysOverdue: balance.daysOverdue,
    paused: standstillOn(standstillsOf(state.holds), today) !== null,
    openingMinor: sumOf(opening),
    interestMinor: sumOf(later.filter((line) => line.kind === "interest")),
    interestDays: interest.reduce((days, line) => days + line.days, 0),
    heldDays: held.reduce((days, line) => days + line.days, 0),
    perDayMinor:
      balanceOn(state, portfolio.policy, addDays(today, 1)).totalMinor - balance.totalMinor,
    changes: later.filter((line) => line.kind !== "interest").map(changeOf(account.postings)),
    explanation: interest.filter((line) => line.amountMinor !== 0n || line.days > 0),
  };
}

function changeOf(postings: LoadedAccount["postings"]): (line: ItemisationLine) => BalanceChange {
  const ruleOf = new Map(postings.map(({ id, rule }) => [id, rule]));
  return ({ on, kind, amountMinor, rule, reference }) => {
    const posted = reasonOf(ruleOf.get(reference ?? "") ?? "");
    const isMeant = kind === "charge" || kind === "credit";
    return { on, kind: isMeant ? (posted ?? kind) : kind, amountMinor, rule, reference };
  };
}

/** By the rule that its posting was made by; null: what its kind says. */
function reasonOf(rule: string): BalanceReason | null {
  if (rule === "interest-held") return "interestBack";
  if (rule.startsWith("plan:")) return "planInterest";
  return rule.endsWith("-answer") ? "takenOff" : null;
}

function sumOf(lines: readonly ItemisationLine[]): bigint {
  return lines.reduce((sum, line) => sum + line.amountMinor, 0n);
}
