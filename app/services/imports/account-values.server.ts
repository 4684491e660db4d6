import type {
  AccountValues,
  HistoryValues,
  KnownAccount,
  SnapshotValues,
} from "#app/db/stores/account-writes.server.ts";
import type { SnapshotInForce } from "#app/domain/feedback/snapshot.ts";
import { totalOf } from "#app/domain/money/components.ts";
import { accountBinding } from "../debtors/person.server.ts";
import type { Portfolio } from "../portfolios/load-portfolio.server.ts";
import type { Runtime } from "../ports.ts";
import type { AccountInput } from "./account-input.ts";

/** An account's row as an input leaves it. `snapshot` is the one that the balance stands on. */
export function accountValues(
  runtime: Runtime,
  portfolio: Portfolio,
  input: AccountInput,
  place: { id: string; debtorId: string; rowMac: Buffer; existing: KnownAccount | null },
  snapshot: SnapshotInForce,
): AccountValues {
  const { sealer } = runtime;
  const { id } = place;
  const card = input.cardLast4;
  const binding = accountBinding({ id, portfolioId: portfolio.id });
  return {
    id,
    portfolio_id: portfolio.id,
    ref: input.ref,
    debtor_id: place.debtorId,
    currency: input.currency,
    status: input.status ?? place.existing?.status ?? "open",
    product: input.product,
    original_creditor: input.originalCreditor,
    sealed: card === null ? null : sealer.seal(binding, { cardLast4: card }),
    card_index: card === null ? null : sealer.blindIndex("card-last4", card),
    flags: input.flags,
    terms: JSON.stringify(input.terms),
    opened_on: input.openedOn,
    charge_off_on: input.chargeOffOn,
    last_statement_on: input.lastStatementOn,
    itemisation_on: input.itemisation.on,
    itemisation_amount: input.itemisation.amountMinor,
    payments_since: input.itemisation.paymentsMinor,
    credits_since: input.itemisation.creditsMinor,
    row_mac: place.rowMac,
    ...snapshotValues(input, snapshot),
  };
}

type Stated = Pick<AccountInput, "minimumDueMinor" | "delinquentSince">;

export function snapshotValues(stated: Stated, snapshot: SnapshotInForce): SnapshotValues {
  const { asOf, appliedThrough, amounts } = snapshot;
  const { principal, interest, penalty, fees, costs } = amounts;
  return {
    as_of: asOf,
    applied_through: appliedThrough,
    principal,
    interest,
    penalty,
    fees,
    costs,
    total: totalOf(amounts),
    minimum_due: stated.minimumDueMinor,
    delinquent_since: stated.delinquentSince,
  };
}

/** A statement that came too late to apply, as history keeps it. */
export function historyValues(
  runtime: Runtime,
  portfolio: Portfolio,
  accountId: string,
  input: AccountInput,
): HistoryValues {
  const snapshot = {
    asOf: input.asOf,
    appliedThrough: input.appliedThrough ?? 0n,
    amounts: input.components,
  };
  return {
    id: runtime.ids.next(),
    account_id: accountId,
    portfolio_id: portfolio.id,
    terms: JSON.stringify(input.terms),
    ...snapshotValues(input, snapshot),
  };
}

/** Tells a repeated row from a changed one; keyed, for the row holds personal data. */
export function rowMac(runtime: Runtime, input: AccountInput): Buffer {
  const { debtor, components, itemisation, terms, flags, jointDebtorRefs, ...rest } = input;
  let text = `${JSON.stringify(terms)}\u001f${flags.join(" ")}`;
  text += `\u001f${jointDebtorRefs === null ? "\u0000" : jointDebtorRefs.join(" ")}`;
  for (const part of [rest, debtor, components, itemisation]) {
    // What was not said is told from what is empty; no cell holds these marks.
    for (const value of Object.values(part)) text += `\u001f${value ?? "\u0000"}`;
  }
  return runtime.sealer.mac("account-row", text);
}
