import type { Tx } from "#app/db/database.server.ts";
import { lockAccount } from "#app/db/stores/accounts.server.ts";
import { raiseBreak } from "#app/db/stores/breaks.server.ts";
import {
  type DisputeCaseRow,
  findDisputeCases,
  insertDisputeCase,
  updateDisputeCase,
} from "#app/db/stores/dispute-cases.server.ts";
import { listPaymentsOfCharge, type PaymentRow } from "#app/db/stores/payments.server.ts";
import { closeTask, raiseTask } from "#app/db/stores/tasks.server.ts";
import { applyDisputeFact, disputeMove, isOver, spreadOver } from "#app/domain/payments/dispute.ts";
import { assert } from "#app/domain/primitives/assert.ts";
import { loadAccount } from "../accounts/account-state.server.ts";
import type { Runtime } from "../ports.ts";
import { postReturn } from "./post-return.server.ts";
import type { ProviderDispute } from "./provider-refund.ts";
import { queueReturnNotice } from "./queue-return-notice.server.ts";
import { undoReturn } from "./undo-return.server.ts";

/**
 * The one way in which the provider's word on a dispute becomes ours. Money that the payer's bank
 * took is owed again; money that it gave back reverses that; an inquiry only flags the payment. A
 * dispute of a charge that paid several accounts is spread over them in their order.
 * `no-payment`: the charge has made no payment that we know of.
 */
export async function takeDispute(
  runtime: Runtime,
  found: ProviderDispute,
): Promise<"taken" | "no-payment"> {
  return runtime.db.transaction(async (tx) => {
    const payments = await listPaymentsOfCharge(tx, found.chargeRef);
    const [first] = payments;
    if (first === undefined) return "no-payment";
    for (const { accountId } of payments) await lockAccount(tx, accountId);
    const sameBooks =
      found.currency === first.currency && found.livemode === runtime.payments.livemode;
    if (!sameBooks) {
      await report(runtime, tx, found, first);
      return "taken";
    }
    const known = await findDisputeCases(tx, found.id);
    const cases = known.length > 0 ? known : await openCases(runtime, tx, found);
    for (const one of cases) await apply(runtime, tx, one, found);
    return "taken";
  });
}

async function openCases(
  runtime: Runtime,
  tx: Tx,
  found: ProviderDispute,
): Promise<readonly DisputeCaseRow[]> {
  const payments = await listPaymentsOfCharge(tx, found.chargeRef);
  const shares = spreadOver(
    found.amountMinor,
    payments.map(({ amount, returned }) => amount - returned),
  );
  const cases: DisputeCaseRow[] = [];
  for (const [index, payment] of payments.entries()) {
    const amount = shares[index] ?? 0n;
    if (amount === 0n) continue;
    const one = caseOf(runtime, found, payment, amount);
    await insertDisputeCase(tx, one);
    const { id: reference, portfolioId, accountId, dueBy: dueAt } = one;
    const id = runtime.ids.next();
    await raiseTask(tx, { id, portfolioId, accountId, kind: "chargeback", reference, dueAt });
    cases.push(one);
  }
  return cases;
}

function caseOf(
  runtime: Runtime,
  found: ProviderDispute,
  payment: PaymentRow,
  amount: bigint,
): DisputeCaseRow {
  return {
    id: runtime.ids.next(),
    portfolioId: payment.portfolioId,
    accountId: payment.accountId,
    paymentId: payment.id,
    provider: runtime.payments.name,
    providerRef: found.id,
    currency: payment.currency,
    amount,
    beyond: 0n,
    reason: found.reason,
    state: found.status === "inquiry" ? "inquiry" : "open",
    dueBy: found.dueBy === null ? null : new Date(found.dueBy),
    postingId: null,
    openedAt: new Date(found.openedAt),
  };
}

async function apply(
  runtime: Runtime,
  tx: Tx,
  one: DisputeCaseRow,
  found: ProviderDispute,
): Promise<void> {
  const move = disputeMove(found.withdrawal !== null, one.postingId !== null);
  const moved = await movedBy(runtime, tx, one, found, move);
  const state = applyDisputeFact(one.state, found.status);
  const at = new Date(runtime.clock.now());
  if (isOver(state)) await closeTask(tx, "chargeback", one.id, "system", at);
  await updateDisputeCase(tx, one.id, {
    state,
    reason: found.reason,
    dueBy: found.dueBy === null ? null : new Date(found.dueBy),
    ...moved,
    at,
  });
}

type Moved = Pick<DisputeCaseRow, "postingId" | "beyond">;

async function movedBy(
  runtime: Runtime,
  tx: Tx,
  one: DisputeCaseRow,
  found: ProviderDispute,
  move: ReturnType<typeof disputeMove>,
): Promise<Moved> {
  if (move === "none") return { postingId: one.postingId, beyond: one.beyond };
  const payment = (await listPaymentsOfCharge(tx, found.chargeRef)).find(
    ({ id }) => id === one.paymentId,
  );
  assert(payment !== undefined, "a disputed payment is of the charge");
  if (move === "reinstate") {
    assert(one.postingId !== null, "what is given back had been posted");
    const reason = `chargeback-won:${one.id}`;
    await undoReturn(runtime, tx, {
      payment,
      postingId: one.postingId,
      reason,
      rule: "chargeback:reinstated",
    });
    await tellOf(runtime, tx, one, one.beyond, "payment-back");
    return { postingId: null, beyond: 0n };
  }
  const row = await lockAccount(tx, one.accountId);
  assert(row !== null, "a payment stands on an account");
  const { postingId, beyondMinor } = await postReturn(
    runtime,
    tx,
    await loadAccount(runtime, tx, row),
    {
      payment,
      amountMinor: one.amount,
      kind: "chargeback",
      onceKey: `${one.provider}:${found.id}:${found.withdrawal}:${payment.id}`,
      reference: one.id,
      reason: found.reason,
    },
  );
  await tellOf(runtime, tx, one, beyondMinor, "payment-undone");
  return { postingId, beyond: beyondMinor };
}

/** What the payment did not hold is no concern of whoever paid. */
async function tellOf(
  runtime: Runtime,
  tx: Tx,
  one: DisputeCaseRow,
  beyondMinor: bigint,
  kind: "payment-undone" | "payment-back",
): Promise<void> {
  const amount = one.amount - beyondMinor;
  if (amount > 0n) await queueReturnNotice(runtime, tx, { ...one, amount }, kind);
}

async function report(
  runtime: Runtime,
  tx: Tx,
  found: ProviderDispute,
  { portfolioId, accountId }: PaymentRow,
): Promise<void> {
  const { id, chargeRef, amountMinor, currency, livemode } = found;
  await raiseBreak(tx, {
    id: runtime.ids.next(),
    portfolioId,
    accountId,
    kind: "chargeback:currency-differs",
    reference: id,
    detail: { disputeRef: id, chargeRef, amountMinor: String(amountMinor), currency, livemode },
    at: new Date(runtime.clock.now()),
  });
}
