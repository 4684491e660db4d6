import type { ExplanationLine } from "../interest/terms.ts";
import type { Balance, ItemisationLine } from "../ledger/account.ts";
import { formatAmount } from "../money/amount.ts";
import { type Components, componentNames } from "../money/components.ts";
import type { Currency } from "../money/currency.ts";

/** The JSON form of a balance (interfaces.md §5): amounts as text in major units. */
export function balanceDocument(balance: Balance, currency: Currency) {
  return {
    ...componentsDocument(balance.components, currency),
    total: formatAmount(balance.totalMinor, currency),
    credit: formatAmount(balance.creditMinor, currency),
    daysOverdue: balance.daysOverdue,
    explanation: balance.explanation.map((line) => explanationDocument(line, currency)),
    itemisation: balance.itemisation.map((line) => itemisationDocument(line, currency)),
  };
}

export type BalanceDocument = ReturnType<typeof balanceDocument>;

/** Every component with its amount, in the order of the contract. */
export function componentsDocument(parts: Components, currency: Currency) {
  const amounts = componentNames.map((name) => [name, formatAmount(parts[name], currency)]);
  return Object.fromEntries(amounts) as Record<(typeof componentNames)[number], string>;
}

function explanationDocument(line: ExplanationLine, currency: Currency) {
  const { from, to, days, baseMinor, rate, amountMinor, component, rule, yearDays } = line;
  return {
    from,
    to,
    days,
    base: formatAmount(baseMinor, currency),
    rate,
    ...(yearDays === undefined ? {} : { yearDays }),
    amount: formatAmount(amountMinor, currency),
    component,
    rule,
  };
}

function itemisationDocument(line: ItemisationLine, currency: Currency) {
  const { on, kind, component, amountMinor, split, rule, reference } = line;
  return {
    on,
    kind,
    component,
    amount: formatAmount(amountMinor, currency),
    split: split && componentsDocument(split, currency),
    rule,
    reference,
  };
}
