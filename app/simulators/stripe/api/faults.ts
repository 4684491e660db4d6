import type { ErrorBody } from "../refusal.ts";
import type { Fault, Sandbox } from "../sandbox.ts";

/** The fault that meets this request, if any; each is used up after `times`. */
export function takeFault(sandbox: Sandbox, method: string, path: string): Fault | null {
  const fault = sandbox.faults.find(
    (one) =>
      (one.method === undefined || one.method === method) &&
      (one.path === undefined || path.startsWith(one.path)),
  );
  if (!fault) return null;
  fault.times -= 1;
  if (fault.times <= 0) sandbox.faults = sandbox.faults.filter((one) => one !== fault);
  return fault;
}

/** The envelope Stripe sends with a status. */
export function errorFor(status: number, code: string | undefined): ErrorBody {
  const known = envelopes[status] ?? { type: "api_error", message: "An unknown error occurred." };
  return { ...known, ...(code ? { code } : {}) };
}

const envelopes: Record<number, ErrorBody> = {
  400: { type: "invalid_request_error", message: "The request was unacceptable." },
  401: { type: "invalid_request_error", message: "Invalid API Key provided: sk_test_****" },
  402: { type: "card_error", code: "card_declined", message: "Your card was declined." },
  403: { type: "invalid_request_error", message: "The provided key lacks permission." },
  404: { type: "invalid_request_error", code: "resource_missing", message: "No such object" },
  409: {
    type: "invalid_request_error",
    code: "idempotency_key_in_use",
    message: "There is currently another in-progress request using this Idempotency-Key.",
  },
  429: {
    type: "invalid_request_error",
    code: "rate_limit",
    message: "Request rate limit exceeded.",
  },
};
