import Stripe from "stripe";
import { err, ok, type Result } from "#app/domain/primitives/result.ts";
import type {
  ProviderEvent,
  WebhookDelivery,
  WebhookRefusal,
} from "#app/services/payments/provider.ts";
import type { Connection } from "./connection.server.ts";
import { readEvent } from "./read-event.server.ts";

const toleranceSeconds = 300;

/** Verifies a delivery against every secret in force, then reads its envelope. */
export function parseWebhook(
  connection: Connection,
  delivery: WebhookDelivery,
): Result<ProviderEvent, WebhookRefusal> {
  const { rawBody, signature } = delivery;
  if (!signature) return err("signature-missing");
  const signed = connection.webhookSecrets.find((secret) =>
    verifies(connection, delivery, secret, 0),
  );
  if (signed === undefined) return err("signature-invalid");
  if (!verifies(connection, delivery, signed, toleranceSeconds)) return err("signature-old");
  const text = typeof rawBody === "string" ? rawBody : new TextDecoder().decode(rawBody);
  const event = readEvent(parsed(text));
  return event ? ok(event) : err("not-an-event");
}

/** With the SDK's own comparison; a tolerance of 0 leaves the age unchecked. */
function verifies(
  connection: Connection,
  { rawBody, signature, receivedAt }: WebhookDelivery,
  secret: string,
  tolerance: number,
): boolean {
  const { signature: verifier } = connection.stripe.webhooks;
  try {
    verifier?.verifyHeader(rawBody, signature ?? "", secret, tolerance, undefined, receivedAt);
    return verifier !== null;
  } catch (error) {
    if (error instanceof Stripe.errors.StripeSignatureVerificationError) return false;
    throw error;
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
