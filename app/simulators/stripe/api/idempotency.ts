import { createHash } from "node:crypto";
import type { SavedAnswer } from "../memory.ts";
import { Refusal } from "../refusal.ts";
import type { Sandbox } from "../sandbox.ts";

const keptMs = 24 * 3_600_000;

export const hashRequest = (method: string, path: string, body: string): string =>
  createHash("sha256").update(`${method} ${path}\n${body}`).digest("hex");

/** The saved answer of an earlier request; refuses the same key for another request. */
export function findAnswer(sandbox: Sandbox, key: string, hash: string): SavedAnswer | null {
  const saved = sandbox.memory.answers[key];
  if (!saved) return null;
  if (sandbox.clock.now() - saved.at >= keptMs) {
    delete sandbox.memory.answers[key];
    return null;
  }
  if (saved.hash === hash) return saved;
  throw new Refusal(400, {
    type: "idempotency_error",
    message:
      "Keys for idempotent requests can only be used with the same parameters they were first " +
      `used with. Try using a key other than '${key}' if you meant to execute a different request.`,
  });
}

/**
 * Stripe keeps what it carried out: results, declines, its own 500s, and refusals that come of the
 * state of things. What failed validation or never began may be mended and sent again.
 */
export function isKept(status: number, body: string): boolean {
  if (status < 400 || status === 402 || status === 500) return true;
  if (status !== 400) return false;
  const { error } = JSON.parse(body) as { error?: { code?: string } };
  return byState.includes(error?.code ?? "");
}

const byState: readonly string[] = [
  "balance_insufficient",
  "charge_already_refunded",
  "charge_disputed",
  "payment_intent_unexpected_state",
  "payment_method_unexpected_state",
  "setup_intent_unexpected_state",
];
