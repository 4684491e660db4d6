import { lockAccount } from "#app/db/stores/accounts.server.ts";
import { type AttemptRow, lockAttempt } from "#app/db/stores/attempts.server.ts";
import type { AttemptId } from "#app/domain/primitives/ids.ts";
import { settleFound } from "../payments/settle-found.server.ts";
import type { Runtime } from "../ports.ts";
import { storedCharge } from "./charge-order.server.ts";
import { callProvider, dropCharge, makeCharge } from "./make-charge.server.ts";
import { stillDue } from "./still-due.server.ts";

/** The provider forgets a key after 24 hours; a repeat then would be a second charge. */
const keyLivesMs = 23 * 3_600_000;
/** A call that hung may still land for so long. */
const landsWithinMs = 10 * 60_000;

/**
 * Finds out how a charge stands of which no answer came. First it is looked for; only where it is
 * not there, and still may be made, the same call is made again under its own key. What may no
 * longer be made and is not there was never made (payments.md §3).
 */
export async function refreshCharge(runtime: Runtime, attempt: AttemptRow): Promise<void> {
  if (attempt.intentRef !== null) return fetchOf(runtime, attempt, attempt.intentRef);
  if (attempt.callState === "none") return makeCharge(runtime, attempt.id);
  const from = attempt.createdAt.getTime();
  const { customer } = storedCharge(attempt);
  const to = from + keyLivesMs + landsWithinMs;
  const attemptId = attempt.id as AttemptId;
  const outcome = await runtime.payments.findCharges({ attemptId, customer, from, to });
  if (outcome.kind !== "ok") return;
  for (const found of outcome.value) await settleFound(runtime, attempt.id, found);
  if (outcome.value.length > 0) return;
  const ageMs = runtime.clock.now() - from;
  if (ageMs < keyLivesMs && (await mayRepeat(runtime, attempt))) {
    return callProvider(runtime, attempt);
  }
  if (ageMs >= landsWithinMs) await giveUp(runtime, attempt);
}

function mayRepeat(runtime: Runtime, attempt: AttemptRow): Promise<boolean> {
  return runtime.db.transaction(async (tx) => (await stillDue(runtime, tx, attempt)).ok);
}

async function giveUp(runtime: Runtime, { id, accountId }: AttemptRow): Promise<void> {
  await runtime.db.transaction(async (tx) => {
    await lockAccount(tx, accountId);
    const seen = await lockAttempt(tx, id);
    if (seen?.state === "created") await dropCharge(runtime, tx, seen, "never-made");
  });
}

async function fetchOf(runtime: Runtime, attempt: AttemptRow, intent: string): Promise<void> {
  const outcome = await runtime.payments.fetchPayment(intent);
  if (outcome.kind === "ok") await settleFound(runtime, attempt.id, outcome.value);
}
