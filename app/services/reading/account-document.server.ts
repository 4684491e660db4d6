import { listLiableDebtors } from "#app/db/stores/debtors.server.ts";
import { findOpenPlan } from "#app/db/stores/plans.server.ts";
import { formatAmount } from "#app/domain/money/amount.ts";
import { balanceDocument, componentsDocument } from "#app/domain/quote/balance-document.ts";
import type { LoadedAccount } from "../accounts/account-state.server.ts";
import { openCardFacts, openPerson } from "../debtors/person.server.ts";
import type { Runtime } from "../ports.ts";
import { holdDocument } from "./hold-document.server.ts";
import { planSummary } from "./plan-document.server.ts";

/**
 * An account as the API shows it (interfaces.md §6): the snapshot as it was sent, and what the
 * portal makes of it today: balance with explanation, holds, plan.
 */
export async function accountDocument(runtime: Runtime, loaded: LoadedAccount) {
  const { row, portfolio, state, today, balance, holds } = loaded;
  const { currency } = portfolio;
  const amount = (minor: bigint | null) => (minor === null ? null : formatAmount(minor, currency));
  const [first, ...joint] = await listLiableDebtors(runtime.db, row.id);
  const plan = await findOpenPlan(runtime.db, row.id);
  const person = first && openPerson(runtime, first);
  return {
    portfolio: portfolio.code,
    accountRef: row.ref,
    debtor: first && { ref: first.ref, ...person, locale: first.locale, timeZone: first.timeZone },
    currency,
    asOf: row.asOf,
    components: componentsDocument(state.opening, currency),
    minimumDue: amount(row.minimumDue),
    interest: row.terms,
    delinquentSince: row.delinquentSince,
    product: row.product,
    ...openCardFacts(runtime, row),
    originalCreditor: row.originalCreditor,
    openedOn: row.openedOn,
    lastStatementOn: row.lastStatementOn,
    itemisation: {
      on: row.itemisationOn,
      amount: amount(row.itemisationAmount),
      payments: amount(row.paymentsSince),
      credits: amount(row.creditsSince),
    },
    flags: row.flags,
    status: row.status,
    jointDebtors: joint.map((debtor) => debtor.ref),
    appliedThrough: Number(row.appliedThrough),
    lastSeq: Number(row.eventSeq),
    on: today,
    balance: balanceDocument(balance, currency),
    holds: holds.map(holdDocument),
    plan: plan && (await planSummary(runtime, plan)),
  };
}
