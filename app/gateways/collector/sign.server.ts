import { createHmac } from "node:crypto";

/** What is signed: Standard Webhooks 1.0 signs `id.timestamp.body`. */
export interface Signable {
  readonly id: string;
  /** Whole seconds since 1970. */
  readonly timestampS: number;
  readonly body: string;
}

/**
 * The three headers of Standard Webhooks 1.0; with several secrets the signature header carries
 * one signature of each, so that a receiver may hold the old or the new one.
 */
export function signatureHeaders(
  secrets: readonly string[],
  { id, timestampS, body }: Signable,
): Record<string, string> {
  const signed = `${id}.${timestampS}.${body}`;
  const signatures = secrets.map((secret) => {
    const key = Buffer.from(secret.replace(/^whsec_/, ""), "base64");
    return `v1,${createHmac("sha256", key).update(signed).digest("base64")}`;
  });
  return {
    "webhook-id": id,
    "webhook-timestamp": String(timestampS),
    "webhook-signature": signatures.join(" "),
  };
}
