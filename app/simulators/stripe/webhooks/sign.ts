import { createHmac } from "node:crypto";

/** The stripe-signature header: one time, one v1 for each secret (docs.stripe.com/webhooks). */
export function signPayload(payload: string, secrets: readonly string[], nowMs: number): string {
  const at = Math.floor(nowMs / 1000);
  const marks = secrets.map(
    (secret) => `v1=${createHmac("sha256", secret).update(`${at}.${payload}`).digest("hex")}`,
  );
  return [`t=${at}`, ...marks].join(",");
}
