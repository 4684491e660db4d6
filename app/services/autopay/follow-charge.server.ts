import type { Tx } from "#app/db/database.server.ts";
import { findAccount } from "#app/db/stores/accounts.server.ts";
import type { AttemptRow } from "#app/db/stores/attempts.server.ts";
import {
  type ChargeRow,
  findChargeOfAttempt,
  setChargeState,
} from "#app/db/stores/autopay-charges.server.ts";
import { findAutopay, setAutopayNext } from "#app/db/stores/autopays.server.ts";
import { type DeclineKind, declineKind } from "#app/domain/payments/autopay/decline.ts";
import { assert } from "#app/domain/primitives/assert.ts";
import type { Runtime } from "../ports.ts";
import { afterFailure } from "./after-failure.server.ts";

/** How an autopay attempt came out; `code`: the provider's own, of a failure. */
export interface ChargeEnd {
  readonly state: "succeeded" | "failed";
  readonly code: string | null;
}

/**
 * Brings a charge up to what became of its attempt, in the transaction that settled it: the try is
 * closed, and after a failure the debtor is told at once, at the first one too. Nothing happens
 * for attempts of other purposes.
 */
export async function followCharge(
  runtime: Runtime,
  tx: Tx,
  attempt: AttemptRow,
  end: ChargeEnd,
): Promise<void> {
  if (attempt.purpose !== "autopay") return;
  const charge = await findChargeOfAttempt(tx, attempt.id);
  assert(charge !== null, "an autopay attempt has its charge");
  const kind = end.state === "failed" ? declineKind(end.code ?? "") : null;
  const state = stateAfter(kind);
  if (charge.state === "succeeded" || charge.state === state) return;
  const endedAt = new Date(runtime.clock.now());
  await setChargeState(tx, charge.id, { state, code: end.code, endedAt });
  const autopay = await findAutopay(tx, charge.autopayId);
  const row = await findAccount(tx, charge.accountId);
  assert(autopay !== null && row !== null, "a charge is of an autopay");
  if (autopay.state === "on") await setAutopayNext(tx, autopay.id, endedAt);
  if (kind !== null) await afterFailure(runtime, tx, { row, autopay, charge, kind });
}

function stateAfter(kind: DeclineKind | null): Exclude<ChargeRow["state"], "claimed" | "asked"> {
  if (kind === null) return "succeeded";
  return kind === "payer" ? "requires-payer" : "declined";
}
