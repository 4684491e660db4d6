import { findAttempt, listTogether } from "#app/db/stores/attempts.server.ts";
import { findPaymentByAttempt } from "#app/db/stores/payments.server.ts";
import { debtorAccount } from "../accounts/debtor-account.server.ts";
import { isUuid } from "../accounts/is-uuid.server.ts";
import type { DebtorActor } from "../actor.ts";
import { openCardFacts } from "../debtors/person.server.ts";
import type { Runtime } from "../ports.ts";
import { receipt } from "./receipt.server.ts";

/** One charge and what it paid of each account. Null: none of this debtor's own. */
export async function receiptSeveral(runtime: Runtime, actor: DebtorActor, attemptId: string) {
  const leader = isUuid(attemptId) ? await findAttempt(runtime.db, attemptId) : null;
  const own = leader?.debtorId === actor.debtorId && leader.payerLinkId === null;
  if (leader === null || !own || leader.id !== leader.leaderId) return null;
  const accounts = [];
  for (const part of await listTogether(runtime.db, leader.id)) {
    const payment = await findPaymentByAttempt(runtime.db, part.id);
    const loaded = payment && (await debtorAccount(runtime, actor, part.accountId));
    const shown = loaded && (await receipt(runtime, loaded, payment.id));
    if (!shown) return null;
    const card = openCardFacts(runtime, loaded.row).cardLast4;
    accounts.push({ ...shown, paymentId: payment.id, card, product: loaded.row.product });
  }
  const [first] = accounts;
  if (first === undefined) return null;
  const { currency, paidAt, zone, method } = first;
  return { totalMinor: leader.total, currency, paidAt, zone, method, accounts };
}
