import type { Tx } from "#app/db/database.server.ts";
import { lockAccount } from "#app/db/stores/accounts.server.ts";
import {
  type AttemptRow,
  findAttempt,
  lockAttempt,
  setAttemptUnknown,
  updateAttempt,
} from "#app/db/stores/attempts.server.ts";
import { findChargeOfAttempt, setChargeState } from "#app/db/stores/autopay-charges.server.ts";
import { findAutopay, setAutopayNext } from "#app/db/stores/autopays.server.ts";
import { assert } from "#app/domain/primitives/assert.ts";
import type { Outcome } from "../payments/outcome.ts";
import type { ChargedSaved } from "../payments/provider-saved.ts";
import { settleFound } from "../payments/settle-found.server.ts";
import type { Runtime } from "../ports.ts";
import { chargeOrderOf } from "./charge-order.server.ts";
import { refuseCharge } from "./refuse-charge.server.ts";
import { stillDue } from "./still-due.server.ts";

/**
 * Charges what was claimed, after one more look under the account's lock; what is no longer due
 * is dropped and the provider never hears of it. One of several workers gets past that look.
 */
export async function makeCharge(runtime: Runtime, attemptId: string): Promise<void> {
  const attempt = await runtime.db.transaction((tx) => take(runtime, tx, attemptId));
  if (attempt !== null) await callProvider(runtime, attempt);
}

/** Makes the call of an attempt, or makes it again under its own key, and takes the answer in. */
export async function callProvider(runtime: Runtime, attempt: AttemptRow): Promise<void> {
  const outcome = await runtime.payments.chargeSaved(chargeOrderOf(attempt));
  if (outcome.kind === "ok") {
    await settleFound(runtime, attempt.id, outcome.value.state);
    return;
  }
  const { kind, reason, detail } = outcome;
  runtime.log.warn({ attemptId: attempt.id, kind, reason, detail }, "card not charged");
  if (isFinal(outcome)) await refuseCharge(runtime, attempt, reason);
}

/** A refusal that says nothing about an earlier call under the same key is no answer. */
function isFinal(outcome: Exclude<Outcome<ChargedSaved>, { kind: "ok" }>): boolean {
  if (outcome.kind === "unknown") return false;
  return !["rate-limited", "credentials", "key-reused"].includes(outcome.reason);
}

/** Marks the attempt as asked before it is: whoever comes after repeats, and never begins. */
async function take(runtime: Runtime, tx: Tx, attemptId: string): Promise<AttemptRow | null> {
  const known = await findAttempt(tx, attemptId);
  assert(known !== null, `no attempt ${attemptId}`);
  await lockAccount(tx, known.accountId);
  const attempt = await lockAttempt(tx, attemptId);
  if (attempt?.state !== "created" || attempt.callState !== "none") return null;
  const due = await stillDue(runtime, tx, attempt);
  if (!due.ok) {
    await dropCharge(runtime, tx, attempt, due.error);
    return null;
  }
  const at = new Date(runtime.clock.now());
  const charge = await findChargeOfAttempt(tx, attemptId);
  assert(charge !== null, "an autopay attempt has its charge");
  await setChargeState(tx, charge.id, { state: "asked", code: null, endedAt: null });
  await setAttemptUnknown(tx, attemptId, at);
  return { ...attempt, callState: "unknown" };
}

/** Ends a charge that the provider certainly never made. */
export async function dropCharge(
  runtime: Runtime,
  tx: Tx,
  attempt: AttemptRow,
  why: string,
): Promise<void> {
  const at = new Date(runtime.clock.now());
  const charge = await findChargeOfAttempt(tx, attempt.id);
  assert(charge !== null, "an autopay attempt has its charge");
  await setChargeState(tx, charge.id, { state: "dropped", code: why, endedAt: at });
  await updateAttempt(tx, attempt.id, {
    state: "cancelled",
    failure: why,
    reference: null,
    intentRef: null,
    at,
  });
  const autopay = await findAutopay(tx, charge.autopayId);
  if (autopay?.state === "on") await setAutopayNext(tx, autopay.id, at);
}
