import {
  type AttemptRow,
  lockTogether,
  setAttemptStarted,
  setAttemptUnknown,
  updateAttempt,
} from "#app/db/stores/attempts.server.ts";
import { applyProviderFact, mayAct } from "#app/domain/payments/attempt.ts";
import type { Runtime } from "../ports.ts";
import type { RefusalReason } from "./outcome.ts";
import { orderOf } from "./payment-order.server.ts";
import type { StartedPayment } from "./provider.ts";

/**
 * `open`: the provider holds a page for it. `unknown`: nobody can say; it stays as it is, and the
 * same call is made again later. `refused`: nothing exists and nothing will.
 */
export type Asked = "open" | "unknown" | "refused";

/**
 * Makes the create call of an attempt, or makes it again under its own key, and keeps the answer
 * (payments.md §3). `first`: it has certainly never been made before.
 */
export async function askToStart(
  runtime: Runtime,
  attempt: AttemptRow,
  { first }: { readonly first: boolean },
): Promise<Asked> {
  const outcome = await runtime.payments.startPayment(orderOf(attempt));
  if (outcome.kind === "ok") {
    await keep(runtime, attempt.id, outcome.value);
    return "open";
  }
  const { kind, reason, detail } = outcome;
  runtime.log.warn({ attemptId: attempt.id, kind, reason, detail }, "payment page not opened");
  if (outcome.kind === "unknown" || (!first && !settlesTheKey(outcome.reason))) {
    await setAttemptUnknown(runtime.db, attempt.id, new Date(runtime.clock.now()));
    return "unknown";
  }
  await giveUp(runtime, attempt.id, outcome.reason);
  return "refused";
}

/** These say nothing about what an earlier call under the same key has done. */
function settlesTheKey(reason: RefusalReason): boolean {
  return reason !== "rate-limited" && reason !== "credentials" && reason !== "key-reused";
}

/** Its event may have overtaken the answer: what is known already stands. */
async function keep(runtime: Runtime, id: string, started: StartedPayment): Promise<void> {
  await runtime.db.transaction(async (tx) => {
    const attempt = leaderOf(await lockTogether(tx, id), id);
    if (attempt === null) return;
    const at = new Date(runtime.clock.now());
    const expiresAt = new Date(started.expiresAt);
    await setAttemptStarted(tx, id, { ...started, expiresAt }, at);
    await updateAttempt(tx, id, {
      state: applyProviderFact(attempt.state, "open"),
      failure: attempt.failure,
      reference: started.reference,
      intentRef: null,
      at,
    });
  });
}

/** Ends an attempt of which the provider is sure to hold nothing. */
export async function giveUp(runtime: Runtime, id: string, reason: string): Promise<void> {
  await runtime.db.transaction(async (tx) => {
    const attempt = leaderOf(await lockTogether(tx, id), id);
    if (attempt === null || !mayAct(attempt.state, "abandon")) return;
    await updateAttempt(tx, id, {
      state: "cancelled",
      failure: reason,
      reference: null,
      intentRef: null,
      at: new Date(runtime.clock.now()),
    });
  });
}

function leaderOf(together: readonly AttemptRow[], id: string): AttemptRow | null {
  return together.find((one) => one.id === id) ?? null;
}
