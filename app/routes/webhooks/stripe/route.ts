import type { ActionFunctionArgs } from "@remix-run/node";
import { readBytes } from "#app/http/api/body.server.ts";
import { receiveWebhook } from "#app/services/payments/receive-webhook.server.ts";

const largestBytes = 1024 * 1024;

/**
 * Where the payment provider tells what has changed: kept and answered at once, looked into later.
 * 400: not signed by it. 5xx, by throwing, only when it could not be kept: it will be sent again.
 */
export async function action({ request, context }: ActionFunctionArgs) {
  if (request.method !== "POST") return plain(405);
  const rawBody = await readBytes(request, largestBytes);
  if (!rawBody.ok) return plain(413);
  const signature = request.headers.get("Stripe-Signature");
  const received = await receiveWebhook(context.runtime, rawBody.value, signature);
  return plain(received.ok ? 200 : 400);
}

export function loader() {
  return plain(405);
}

const plain = (status: number): Response => new Response(null, { status });
