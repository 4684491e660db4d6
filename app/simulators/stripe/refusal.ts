import type { Stripe } from "stripe";

/** An error answer in Stripe's envelope, thrown by handlers and written by api/serve.ts. */
export class Refusal extends Error {
  readonly status: number;
  readonly body: ErrorBody;

  constructor(status: number, body: ErrorBody) {
    super(body.message);
    this.status = status;
    this.body = body;
  }
}

export interface ErrorBody {
  type: Stripe.RawErrorType | "idempotency_error";
  message: string;
  code?: string;
  decline_code?: string;
  advice_code?: string;
  network_decline_code?: string;
  doc_url?: string;
  param?: string;
  charge?: string;
  payment_intent?: Stripe.PaymentIntent;
  payment_method?: Stripe.PaymentMethod;
  setup_intent?: Stripe.SetupIntent;
}

/** Where Stripe explains an error code. */
export const docUrl = (code: string): string =>
  `https://docs.stripe.com/error-codes/${code.replaceAll("_", "-")}`;

/** 400: a parameter is wrong. */
export function invalid(param: string | undefined, message: string, code?: string): Refusal {
  return new Refusal(400, {
    type: "invalid_request_error",
    message,
    ...(code ? { code } : {}),
    ...(param ? { param } : {}),
  });
}

/** 404 as Stripe answers it for every kind of object. */
export function missing(kind: string, id: string, param = "id"): Refusal {
  return new Refusal(404, {
    type: "invalid_request_error",
    code: "resource_missing",
    message: `No such ${kind}: '${id}'`,
    param,
  });
}
