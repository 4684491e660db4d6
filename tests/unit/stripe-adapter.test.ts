import fc from "fast-check";
import Stripe from "stripe";
import { describe, expect, test } from "vitest";
import { currencies } from "#app/domain/money/currency.ts";
import { fromStripeAmount, toStripeAmount } from "#app/gateways/stripe/amount.server.ts";
import { outcomeOf } from "#app/gateways/stripe/ask.server.ts";
import { capabilitiesOf } from "#app/gateways/stripe/capabilities.server.ts";
import { failureOf } from "#app/gateways/stripe/failure.server.ts";
import { readEvent } from "#app/gateways/stripe/read-event.server.ts";

describe("amounts on the way to Stripe and back", () => {
  test.each([
    ["CNY", 1_740n, 1_740],
    ["JPY", 500n, 500],
    ["KWD", 5_120n, 5_120],
    ["ISK", 5n, 500],
    ["UGX", 5n, 500],
  ] as const)("%s %d is %d", (currency, ours, theirs) => {
    expect(toStripeAmount(ours, currency)).toBe(theirs);
    expect(fromStripeAmount(theirs, currency)).toBe(ours);
  });

  test("every amount that may be asked comes back the same", () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...currencies),
        fc.bigInt({ min: 1n, max: 99_999_999n }),
        (currency, amount) => {
          fc.pre(amount <= capabilitiesOf(currency).maxAmountMinor);
          expect(fromStripeAmount(toStripeAmount(amount, currency), currency)).toBe(amount);
        },
      ),
    );
  });

  test("the largest has eight digits in Stripe's units and fits the step", () => {
    for (const currency of currencies) {
      const { maxAmountMinor: most, minAmountMinor: least, stepMinor } = capabilitiesOf(currency);
      expect(toStripeAmount(most, currency)).toBeLessThanOrEqual(99_999_999);
      expect(most % stepMinor).toBe(0n);
      expect(least % stepMinor).toBe(0n);
      expect(least < most).toBe(true);
    }
  });

  test.each([10.5, Number.NaN, 2 ** 53, "100", null, undefined])("%s is no amount", (amount) => {
    expect(fromStripeAmount(amount, "CNY")).toBeNull();
  });

  test("a part of a króna is no amount", () => {
    expect(fromStripeAmount(550, "ISK")).toBeNull();
  });
});

describe("what an error means", () => {
  const { StripeAPIError, StripeConnectionError, StripeInvalidRequestError } = Stripe.errors;
  const raw = (change: object): never =>
    ({ type: "invalid_request_error", message: "m", ...change }) as never;
  test.each([
    [new StripeConnectionError(raw({})), "unknown", "no-answer"],
    [new StripeAPIError(raw({})), "unknown", "unreadable"],
    [new StripeAPIError(raw({ statusCode: 409 })), "unknown", "in-progress"],
    [new StripeAPIError(raw({ statusCode: 500 })), "unknown", "provider-error"],
    [new StripeAPIError(raw({ statusCode: 418 })), "unknown", "provider-error"],
    [new TypeError("null has no error"), "unknown", "unreadable"],
    [new StripeInvalidRequestError(raw({ statusCode: 400 })), "refused", "invalid"],
    [
      new StripeInvalidRequestError(raw({ statusCode: 400, param: "line_items[0][currency]" })),
      "refused",
      "currency-not-supported",
    ],
  ])("%s is %s, %s", (error, kind, reason) => {
    expect(outcomeOf(error)).toMatchObject({ kind, reason });
  });
});

describe("what a payer is told of a decline", () => {
  const error = (change: object): never => ({ type: "card_error", ...change }) as never;
  test.each([
    [{ code: "card_declined", decline_code: "fraudulent" }, "fraudulent", "declined"],
    [{ code: "card_declined", decline_code: "never_seen" }, "never_seen", "declined"],
    [{ code: "expired_card" }, "expired_card", "expired-card"],
    [{ code: "authentication_required" }, "authentication_required", "authentication-failed"],
    [{}, "card_error", "declined"],
  ])("%j", (change, code, messageKey) => {
    expect(failureOf(error(change))).toEqual({ code, messageKey });
  });

  test("nothing failed", () => {
    expect(failureOf(null)).toBeNull();
  });
});

test.each([null, 1, "evt", [], {}, { id: "evt_1" }, { id: "evt_1", type: "x", object: "charge" }])(
  "%j is no event",
  (value) => {
    expect(readEvent(value)).toBeNull();
  },
);
