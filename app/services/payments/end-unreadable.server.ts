import { type AttemptRow, lockTogether, updateAttempt } from "#app/db/stores/attempts.server.ts";
import { raiseBreak } from "#app/db/stores/breaks.server.ts";
import { applyProviderFact, isUnsettled } from "#app/domain/payments/attempt.ts";
import type { AttemptId } from "#app/domain/primitives/ids.ts";
import type { Runtime } from "../ports.ts";
import { settleFound } from "./settle-found.server.ts";
import type { Settled } from "./settled.server.ts";

/** After its own end nobody can pay on a page; what was under way then has landed by now. */
const afterEndMs = 10 * 60_000;

/**
 * What becomes of an attempt whose page the provider cannot show us. Some minutes after the page's
 * own end its money is looked for beside the page: what is there is settled; where the provider
 * says that there is none, the attempt is over, so that it no longer keeps the debtor from paying,
 * and a break shows it to a person. Money that turns up later is booked all the same. Null: too
 * early, something is still under way, or nobody can say.
 */
export async function endUnreadable(
  runtime: Runtime,
  attempt: AttemptRow,
  why: string,
): Promise<Settled | null> {
  if (attempt.expiresAt === null) return null;
  const endMs = attempt.expiresAt.getTime();
  if (runtime.clock.now() < endMs + afterEndMs) return null;
  const attemptId = attempt.id as AttemptId;
  const from = attempt.createdAt.getTime();
  const outcome = await runtime.payments.findCharges({
    attemptId,
    customer: null,
    from,
    to: endMs + afterEndMs,
  });
  if (outcome.kind !== "ok") return null;
  let settled: Settled | null = null;
  for (const found of outcome.value) {
    if (found.status === "failed" || found.status === "expired") continue;
    settled = await settleFound(runtime, attempt.id, found);
  }
  return settled ?? end(runtime, attempt, why);
}

async function end(runtime: Runtime, { id }: AttemptRow, why: string): Promise<Settled> {
  return runtime.db.transaction(async (tx) => {
    const together = await lockTogether(tx, id);
    const attempt = together.find((one) => one.id === id);
    if (attempt === undefined || !isUnsettled(attempt.state)) {
      const { state = "expired", failure = null } = attempt ?? {};
      return { state, failure, paymentId: null };
    }
    const at = new Date(runtime.clock.now());
    const state = applyProviderFact(attempt.state, "expired");
    const { reference, intentRef } = attempt;
    await updateAttempt(tx, id, { state, failure: "unreadable", reference, intentRef, at });
    await raiseBreak(tx, {
      id: runtime.ids.next(),
      portfolioId: attempt.portfolioId,
      accountId: attempt.accountId,
      kind: "payment:unreadable",
      reference: id,
      detail: { attemptId: id, reference, status: why },
      at,
    });
    return { state, failure: "unreadable", paymentId: null };
  });
}
