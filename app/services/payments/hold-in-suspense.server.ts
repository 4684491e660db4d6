import type { Tx } from "#app/db/database.server.ts";
import { type AttemptRow, updateAttempt } from "#app/db/stores/attempts.server.ts";
import { raiseBreak } from "#app/db/stores/breaks.server.ts";
import { applyProviderFact } from "#app/domain/payments/attempt.ts";
import { type CalendarDate, maxDate } from "#app/domain/primitives/date.ts";
import { dateInZone } from "#app/domain/primitives/zone.ts";
import { loadPortfolio } from "../portfolios/load-portfolio.server.ts";
import type { Runtime } from "../ports.ts";
import { putInSuspense } from "../suspense/put-in-suspense.server.ts";
import type { PaymentState } from "./payment-state.ts";
import type { Settled } from "./settled.server.ts";

/**
 * What the provider holds is not what was asked for: no receivable moves. A break is raised, and
 * money that did arrive waits in suspense with a case of its own; money of test mode is none: the
 * break alone says it. The debtor is told that we have the money; another payment may begin
 * meanwhile. Of a charge for several accounts it stands on the first one.
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
  const why = {
    kind: `payment:${reasons[0]}`,
    reference: found.chargeId ?? found.reference ?? attempt.id,
    detail: detailOf(attempt, found, reasons),
  };
  const { chargeId, livemode, amountMinor } = found;
  const paid = found.status === "succeeded" && chargeId !== null;
  if (paid && livemode === runtime.payments.livemode && amountMinor > 0n) {
    await putInSuspense(runtime, tx, {
      portfolioId: attempt.portfolioId,
      accountId: attempt.accountId,
      attemptId: attempt.id,
      source: "stripe",
      reference: chargeId,
      currency: found.currency,
      amountMinor,
      effectiveOn: await dayOf(runtime, tx, attempt, found),
      receivedAt: new Date(found.authorisedAt ?? runtime.clock.now()),
      why,
      suggestionId: null,
    });
  } else {
    const { portfolioId, accountId } = attempt;
    await raiseBreak(tx, { id: runtime.ids.next(), portfolioId, accountId, ...why, at });
  }
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
