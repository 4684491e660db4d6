import type { Tx } from "#app/db/database.server.ts";
import { findAccount } from "#app/db/stores/accounts.server.ts";
import { type AttemptRow, updateAttempt } from "#app/db/stores/attempts.server.ts";
import { raiseBreak } from "#app/db/stores/breaks.server.ts";
import { insertPosting } from "#app/db/stores/postings.server.ts";
import { suspensePosting } from "#app/domain/ledger/postings.ts";
import { applyProviderFact } from "#app/domain/payments/attempt.ts";
import { assert } from "#app/domain/primitives/assert.ts";
import { type CalendarDate, maxDate } from "#app/domain/primitives/date.ts";
import { dateInZone } from "#app/domain/primitives/zone.ts";
import { loadPortfolio } from "../portfolios/load-portfolio.server.ts";
import type { Runtime } from "../ports.ts";
import type { PaymentState } from "./provider.ts";
import type { Settled } from "./settled.server.ts";

/**
 * What the provider holds is not what was asked for: no receivable moves. A break is raised, and
 * money that did arrive waits in suspense in the account's books. Money of another currency or of
 * test mode cannot stand in those books: the break alone says it. The debtor is told that we have
 * the money; another payment may begin meanwhile. Of a charge for several accounts it stands on
 * the first one.
 */
export async function holdInSuspense(
  runtime: Runtime,
  tx: Tx,
  attempt: AttemptRow,
  found: PaymentState,
  reasons: readonly string[],
  paymentId: string | null,
): Promise<Settled> {
  const at = new Date(runtime.clock.now());
  runtime.log.error({ attemptId: attempt.id, reasons }, "money does not match its attempt");
  await raiseBreak(tx, {
    id: runtime.ids.next(),
    portfolioId: attempt.portfolioId,
    accountId: attempt.accountId,
    kind: `payment:${reasons[0]}`,
    reference: found.chargeId ?? found.reference ?? attempt.id,
    detail: detailOf(attempt, found, reasons),
    at,
  });
  const paid = found.status === "succeeded" && found.chargeId !== null;
  if (paid) await postSuspense(runtime, tx, attempt, found);
  if (!paid) return { state: attempt.state, failure: attempt.failure, paymentId };
  const state = applyProviderFact(attempt.state, "suspended");
  const intentRef = found.intentId;
  await updateAttempt(tx, attempt.id, { state, failure: null, reference: null, intentRef, at });
  return { state, failure: null, paymentId };
}

function detailOf(attempt: AttemptRow, found: PaymentState, reasons: readonly string[]) {
  return {
    attemptId: attempt.id,
    reasons,
    asked: { amountMinor: String(attempt.total), currency: attempt.currency },
    found: {
      reference: found.reference,
      intentId: found.intentId,
      chargeId: found.chargeId,
      attemptId: found.attemptId,
      amountMinor: String(found.amountMinor),
      currency: found.currency,
      livemode: found.livemode,
      status: found.status,
    },
  };
}

async function postSuspense(
  runtime: Runtime,
  tx: Tx,
  attempt: AttemptRow,
  found: PaymentState,
): Promise<void> {
  const sameBooks =
    found.currency === attempt.currency && found.livemode === runtime.payments.livemode;
  if (!sameBooks || found.amountMinor <= 0n) return;
  const row = await findAccount(tx, attempt.accountId);
  assert(row !== null, "an attempt stands on an account");
  const id = runtime.ids.next();
  const effectiveOn = await dayOf(runtime, tx, attempt, found);
  const occasion = { on: effectiveOn, reference: id };
  const { entries } = suspensePosting(occasion, attempt.provider, found.amountMinor);
  await insertPosting(
    tx,
    {
      id,
      accountId: attempt.accountId,
      portfolioId: attempt.portfolioId,
      kind: "suspense",
      effectiveOn,
      currency: attempt.currency,
      amount: found.amountMinor,
      principal: 0n,
      interest: 0n,
      penalty: 0n,
      fees: 0n,
      costs: 0n,
      credit: 0n,
      rule: "suspense",
      source: attempt.provider,
      onceKey: `${attempt.provider}:${found.chargeId}`,
      reverses: null,
      // It tells the system of record nothing: the number of the last event that did.
      accountSeq: row.eventSeq,
      recordedAt: new Date(runtime.clock.now()),
    },
    entries.map((entry) => ({ ledgerAccount: entry.account, amount: entry.amountMinor })),
  );
}

async function dayOf(
  runtime: Runtime,
  tx: Tx,
  attempt: AttemptRow,
  found: PaymentState,
): Promise<CalendarDate> {
  const { timeZone } = await loadPortfolio(tx, attempt.portfolioId);
  const begun = dateInZone(attempt.createdAt.getTime(), timeZone);
  return maxDate(begun, dateInZone(found.authorisedAt ?? runtime.clock.now(), timeZone));
}
