import type { Tx } from "#app/db/database.server.ts";
import { insertAttempt } from "#app/db/stores/attempts.server.ts";
import { insertCharge } from "#app/db/stores/autopay-charges.server.ts";
import type { AutopayRow } from "#app/db/stores/autopays.server.ts";
import { findDebtor } from "#app/db/stores/debtors.server.ts";
import { findMethod } from "#app/db/stores/saved-methods.server.ts";
import { obligationKey } from "#app/domain/payments/begin.ts";
import { assert } from "#app/domain/primitives/assert.ts";
import type { AccountId } from "#app/domain/primitives/ids.ts";
import { dateInZone } from "#app/domain/primitives/zone.ts";
import { translator } from "#app/i18n/instances.server.ts";
import { fallbackLocale, matchLocale } from "#app/i18n/locale.ts";
import type { LoadedAccount } from "../accounts/account-state.server.ts";
import { inLanguage } from "../portfolios/brand.server.ts";
import type { Runtime } from "../ports.ts";
import { purpose, type StoredCharge } from "./charge-order.server.ts";

export interface DueCharge {
  readonly n: number;
  readonly amountMinor: bigint;
  /** The debtor pressed a button. */
  readonly asked: boolean;
}

/**
 * Stores a charge before anybody is asked for money, under the account's lock: its attempt, and
 * the try of its instalment, whose number is unique. Answers the attempt's id.
 */
export async function claimCharge(
  runtime: Runtime,
  tx: Tx,
  { row, portfolio }: LoadedAccount,
  autopay: AutopayRow,
  due: DueCharge,
): Promise<string> {
  const [method, debtor] = await Promise.all([
    findMethod(tx, autopay.methodId),
    findDebtor(tx, autopay.debtorId),
  ]);
  assert(method !== null && debtor !== null, "autopay has its card and its debtor");
  const locale = matchLocale(debtor.locale) ?? matchLocale(portfolio.locale) ?? fallbackLocale;
  const brand = inLanguage(portfolio.brand.name, locale);
  const attemptId = runtime.ids.next();
  const at = new Date(runtime.clock.now());
  const params: StoredCharge & { readonly locale: string } = {
    customer: method.customer,
    method: method.reference,
    description: translator(locale, "debtor")("pay.description", { brand }),
    asked: due.asked,
    locale,
  };
  await insertAttempt(tx, {
    id: attemptId,
    portfolioId: portfolio.id,
    accountId: row.id,
    debtorId: autopay.debtorId,
    sessionId: null,
    purpose,
    obligation: obligationKey(row.id as AccountId),
    choice: "next",
    planId: autopay.planId,
    currency: portfolio.currency,
    amount: due.amountMinor,
    state: "created",
    provider: runtime.payments.name,
    params,
    reference: null,
    intentRef: null,
    redirectUrl: null,
    failure: null,
    callState: "none",
    createdAt: at,
    updatedAt: at,
    expiresAt: null,
  });
  await insertCharge(tx, {
    id: runtime.ids.next(),
    portfolioId: portfolio.id,
    autopayId: autopay.id,
    accountId: row.id,
    planId: autopay.planId,
    n: due.n,
    attemptId,
    amount: due.amountMinor,
    state: "claimed",
    triedOn: dateInZone(at.getTime(), portfolio.timeZone),
    createdAt: at,
  });
  return attemptId;
}
