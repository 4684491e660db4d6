import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { PaymentProvider } from "#app/services/payments/provider.ts";
import type { MovementsAsked } from "#app/services/payments/provider-books.ts";
import type { StripeSimulator } from "#app/simulators/stripe/server.ts";
import { order, startPair, value } from "./stripe-support.ts";

let simulator: StripeSimulator;
let provider: PaymentProvider;

beforeAll(async () => {
  ({ simulator, provider } = await startPair());
});
beforeEach(() => simulator.control.reset());
afterAll(() => simulator.close());

const asked = (change: Partial<MovementsAsked> = {}): MovementsAsked => ({
  from: Date.now() - 3_600_000,
  to: Date.now() + 3_600_000,
  payout: null,
  cursor: null,
  ...change,
});

async function paid(amountMinor: bigint): Promise<string> {
  const started = value(await provider.startPayment(order({ amountMinor })));
  simulator.control.pay({ session: started.reference });
  return value(await provider.fetchPayment(started.reference)).chargeId ?? "";
}

describe("the provider's balance", () => {
  test("has a line for a charge, with its fee and what is left", async () => {
    const charge = await paid(60_000n);
    const { movements, next } = value(await provider.listBalanceTransactions(asked()));
    expect(next).toBeNull();
    const [one] = movements;
    expect(one).toMatchObject({
      kind: "charge",
      sourceRef: charge,
      currency: "CNY",
      amountMinor: 60_000n,
      paidCurrency: "CNY",
      paidMinor: 60_000n,
      exchangeRate: null,
    });
    expect((one?.amountMinor ?? 0n) - (one?.feeMinor ?? 0n)).toBe(one?.netMinor);
  });

  test("tells what was paid and what it was settled as", async () => {
    simulator.control.settleIn({ currency: "usd", rate: 0.14 });
    await paid(60_000n);
    const [one] = value(await provider.listBalanceTransactions(asked())).movements;
    expect(one).toMatchObject({ currency: "USD", paidCurrency: "CNY", paidMinor: 60_000n });
    expect(Number(one?.exchangeRate)).toBeCloseTo(0.14);
  });

  test("has refunds with the sign of what leaves", async () => {
    const chargeRef = await paid(60_000n);
    const refund = value(
      await provider.refund({
        refundId: "0192aaaa-0000-7000-8000-000000000001",
        idempotencyKey: "refund:books:create",
        chargeRef,
        amountMinor: 25_000n,
        currency: "CNY",
        duplicate: false,
      }),
    );
    const { movements } = value(await provider.listBalanceTransactions(asked()));
    expect(movements.find(({ kind }) => kind === "refund")).toMatchObject({
      sourceRef: refund.id,
      amountMinor: -25_000n,
      paidMinor: -25_000n,
    });
  });

  test("comes page by page", async () => {
    for (let n = 0; n < 101; n += 1) simulator.control.orphan({ amount: 100 + n, currency: "cny" });
    const first = value(await provider.listBalanceTransactions(asked()));
    expect(first.movements).toHaveLength(100);
    const rest = value(await provider.listBalanceTransactions(asked({ cursor: first.next })));
    expect(rest.movements).toHaveLength(1);
    expect(rest.next).toBeNull();
  });

  test("of a payout is its parts and itself", async () => {
    await paid(60_000n);
    simulator.control.payOutNow(true);
    const { payouts } = value(await provider.listPayouts({ since: 0, cursor: null }));
    const [payout] = payouts;
    expect(payout).toMatchObject({ currency: "CNY", automatic: true });
    const { movements } = value(
      await provider.listBalanceTransactions(asked({ payout: payout?.id ?? "" })),
    );
    const parts = movements.filter(({ kind }) => kind !== "payout");
    expect(parts.reduce((sum, { netMinor }) => sum + netMinor, 0n)).toBe(payout?.amountMinor);
    expect(movements.length - parts.length).toBe(1);
  });

  test("that is not answered is unknown, not empty", async () => {
    simulator.control.failNext({ kind: "html" });
    expect((await provider.listBalanceTransactions(asked())).kind).toBe("unknown");
    simulator.control.failNext({ kind: "status", status: 500 });
    expect((await provider.listPayouts({ since: 0, cursor: null })).kind).toBe("unknown");
  });
});
