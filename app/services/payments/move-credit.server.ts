import type { Tx } from "#app/db/database.server.ts";
import { type AccountRow, lockAccount, owesAccount } from "#app/db/stores/accounts.server.ts";
import { appendAudit } from "#app/db/stores/audit.server.ts";
import type { PaymentRow } from "#app/db/stores/payments.server.ts";
import { insertRefund, updateRefund } from "#app/db/stores/refunds.server.ts";
import { creditOfAccount } from "#app/db/stores/returned.server.ts";
import { assert } from "#app/domain/primitives/assert.ts";
import { err, ok, type Result } from "#app/domain/primitives/result.ts";
import { type LoadedAccount, loadAccount } from "../accounts/account-state.server.ts";
import { isUuid } from "../accounts/is-uuid.server.ts";
import { actorName } from "../act.server.ts";
import type { DebtorActor, StaffActor } from "../actor.ts";
import type { Runtime } from "../ports.ts";
import { insist } from "../staff/permissions.server.ts";
import { bookPayment } from "./book-payment.server.ts";
import { postReturn } from "./post-return.server.ts";
import { type CreditShare, spreadCredit } from "./spread-credit.server.ts";

export interface CreditMove {
  readonly fromAccountId: string;
  readonly toAccountId: string;
}

export type MoveFault = "not-found" | "no-credit" | "not-same-debtor" | "currency-mismatch";

/**
 * Moves the debtor's credit to another account of the same debtor, portfolio and currency: two
 * balanced postings that meet in the ledger's `transfer` account. It leaves as credit that was
 * given back, and arrives as a payment, so that a plan there counts it and a receipt says it.
 */
export async function moveCredit(
  runtime: Runtime,
  actor: StaffActor | DebtorActor,
  move: CreditMove,
): Promise<Result<PaymentRow, MoveFault>> {
  if (actor.kind === "staff") insist(actor, "refunds:request");
  return runtime.db.transaction(async (tx) => {
    const accounts = await lockBoth(tx, actor, move);
    if (accounts === null) return err("not-found");
    const [from, to] = accounts;
    if (from.debtorId !== to.debtorId || from.portfolioId !== to.portfolioId) {
      return err("not-same-debtor");
    }
    if (from.currency !== to.currency) return err("currency-mismatch");
    const shares = await spreadCredit(tx, from.id, await creditOfAccount(tx, from.id));
    if (shares.length === 0) return err("no-credit");
    const moveId = runtime.ids.next();
    const loaded = await loadAccount(runtime, tx, from);
    for (const share of shares) await leave(runtime, tx, actor, loaded, to, share);
    const { payment } = await arrive(runtime, tx, loaded, to, shares, moveId);
    await note(runtime, tx, actor, from, payment);
    return ok(payment);
  });
}

/** Both accounts under their locks, in the order of their ids; null when one is not the actor's. */
async function lockBoth(
  tx: Tx,
  actor: StaffActor | DebtorActor,
  { fromAccountId, toAccountId }: CreditMove,
): Promise<readonly [AccountRow, AccountRow] | null> {
  const ids = [fromAccountId, toAccountId];
  if (!ids.every(isUuid) || fromAccountId === toAccountId) return null;
  const rows = new Map<string, AccountRow>();
  for (const id of [...ids].sort()) {
    const row = await lockAccount(tx, id);
    if (row === null || !(await mayMove(tx, actor, row))) return null;
    rows.set(id, row);
  }
  const [from, to] = ids.map((id) => rows.get(id));
  return from === undefined || to === undefined ? null : [from, to];
}

async function mayMove(tx: Tx, actor: StaffActor | DebtorActor, row: AccountRow): Promise<boolean> {
  if (actor.kind === "staff") return actor.portfolioIds.includes(row.portfolioId);
  return actor.level > 0 && owesAccount(tx, actor.debtorId, row.id);
}

async function leave(
  runtime: Runtime,
  tx: Tx,
  actor: StaffActor | DebtorActor,
  loaded: LoadedAccount,
  to: AccountRow,
  { payment, amountMinor }: CreditShare,
): Promise<void> {
  const id = runtime.ids.next();
  const at = new Date(runtime.clock.now());
  const written = await insertRefund(tx, {
    id,
    portfolioId: payment.portfolioId,
    accountId: payment.accountId,
    paymentId: payment.id,
    currency: payment.currency,
    amount: amountMinor,
    state: "requested",
    reason: "wrong-account",
    note: to.ref,
    creditOnly: true,
    source: "elsewhere",
    providerRef: null,
    postingId: null,
    failure: null,
    requestedBy: actorName(actor),
    requestedAt: at,
    decidedBy: null,
    decidedAt: null,
    askedAt: null,
  });
  assert(written, "a new id is free");
  const { postingId, beyondMinor } = await postReturn(runtime, tx, loaded, {
    payment,
    amountMinor,
    kind: "transfer",
    onceKey: `refund:${id}`,
    reference: id,
    reason: "moved",
  });
  assert(beyondMinor === 0n, "a payment gives no more credit than it holds");
  const state = "succeeded" as const;
  await updateRefund(tx, id, { state, providerRef: null, postingId, failure: null, at });
}

function arrive(
  runtime: Runtime,
  tx: Tx,
  { today }: LoadedAccount,
  to: AccountRow,
  shares: readonly CreditShare[],
  moveId: string,
) {
  return bookPayment(runtime, tx, {
    accountId: to.id,
    amountMinor: shares.reduce((sum, { amountMinor }) => sum + amountMinor, 0n),
    effectiveOn: today,
    paidAt: new Date(runtime.clock.now()),
    source: "credit",
    method: "credit",
    reference: null,
    chargeRef: null,
    debtorId: to.debtorId,
    attemptId: null,
    onceKey: `credit:${moveId}`,
  });
}

async function note(
  runtime: Runtime,
  tx: Tx,
  actor: StaffActor | DebtorActor,
  from: AccountRow,
  payment: PaymentRow,
): Promise<void> {
  await appendAudit(tx, {
    portfolioId: from.portfolioId,
    actor: actorName(actor),
    action: "credit.moved",
    subject: `account:${from.id}`,
    detail: { to: payment.accountId, paymentId: payment.id, amountMinor: String(payment.amount) },
    at: new Date(runtime.clock.now()),
  });
}
