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
 * Stripe keeps what it carried out, declines and its own 500s; not what failed validation or
 * never began, so those may be mended and sent again under the same key.
 */
export const isKept = (status: number): boolean => status < 400 || status === 402 || status === 500;
