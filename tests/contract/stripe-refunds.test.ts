import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { PaymentProvider } from "#app/services/payments/provider.ts";
import type { RefundOrder } from "#app/services/payments/provider-refund.ts";
import type { StripeSimulator } from "#app/simulators/stripe/server.ts";
import { order, startPair, value } from "./stripe-support.ts";

let simulator: StripeSimulator;
let provider: PaymentProvider;
let made = 0;

beforeAll(async () => {
  ({ simulator, provider } = await startPair());
});
afterAll(() => simulator.close());
beforeEach(() => simulator.control.reset());

/** Pays an order of 600.00; answers the charge. */
async function paid(): Promise<string> {
  const { reference } = value(await provider.startPayment(order()));
  simulator.control.pay({ session: reference });
  return value(await provider.fetchPayment(reference)).chargeId ?? "";
}

function refundOf(chargeRef: string, change: Partial<RefundOrder> = {}): RefundOrder {
  made += 1;
  const refundId = `0192bbbb-0000-7000-8000-${String(made).padStart(12, "0")}`;
  return {
    refundId,
    idempotencyKey: `refund:${refundId}:create`,
    chargeRef,
    amountMinor: 20_000n,
    currency: "CNY",
    duplicate: false,
    ...change,
  };
}

describe("refunds at Stripe", () => {
  test("a part goes back, under one key once, and is found by our id", async () => {
    const chargeRef = await paid();
    const asked = refundOf(chargeRef);
    const first = value(await provider.refund(asked));
    expect(first).toMatchObject({
      status: "succeeded",
      chargeRef,
      refundId: asked.refundId,
      amountMinor: 20_000n,
      currency: "CNY",
      failure: null,
    });
    expect(value(await provider.refund(asked)).id).toBe(first.id);
    expect(value(await provider.fetchRefund(first.id))).toEqual(first);
    expect(value(await provider.listRefunds(chargeRef))).toEqual([first]);
  });

  test("every refund of a charge, the dashboard's too, oldest first", async () => {
    const chargeRef = await paid();
    simulator.control.clock({ now: Date.now() });
    const ours = value(await provider.refund(refundOf(chargeRef)));
    simulator.control.clock({ advanceMs: 5_000 });
    const theirs = simulator.control.dashboardRefund(chargeRef, 100);
    const all = value(await provider.listRefunds(chargeRef));
    expect(all.map(({ id, refundId }) => [id, refundId])).toEqual([
      [ours.id, ours.refundId],
      [theirs.id, null],
    ]);
  });

  test("pending, then failed, with the bank's reason", async () => {
    const chargeRef = await paid();
    simulator.control.holdNextRefund();
    const { id, status } = value(await provider.refund(refundOf(chargeRef)));
    expect(status).toBe("pending");
    simulator.control.endRefund(id, "failed", "lost_or_stolen_card");
    expect(value(await provider.fetchRefund(id))).toMatchObject({
      status: "failed",
      failure: "lost_or_stolen_card",
    });
  });

  test.each([
    ["more than is left", { amountMinor: 60_001n }, "invalid"],
    ["a charge that is not there", { chargeRef: "ch_nowhere" }, "not-found"],
  ] as const)("refuses %s", async (_what, change, reason) => {
    const refused = await provider.refund(refundOf(await paid(), change));
    expect(refused).toMatchObject({ kind: "refused", reason });
  });

  test("refuses what was refunded whole, or is disputed", async () => {
    const whole = await paid();
    value(await provider.refund(refundOf(whole, { amountMinor: 60_000n })));
    const again = await provider.refund(refundOf(whole));
    expect(again).toMatchObject({ kind: "refused", reason: "already-refunded" });
    const disputed = await paid();
    simulator.control.dispute({ payment: disputed });
    const refused = await provider.refund(refundOf(disputed));
    expect(refused).toMatchObject({ kind: "refused", reason: "disputed" });
  });

  test("no answer is no refusal", async () => {
    const chargeRef = await paid();
    simulator.control.failNext({ kind: "hang" });
    expect(await provider.refund(refundOf(chargeRef))).toMatchObject({ kind: "unknown" });
  });
});

describe("disputes at Stripe", () => {
  test("open: the money is gone, by a movement of its own; won: it is back", async () => {
    const chargeRef = await paid();
    const { id } = simulator.control.dispute({ payment: chargeRef, amount: 1_500 });
    const open = value(await provider.fetchDispute(id));
    expect(open).toMatchObject({
      status: "open",
      chargeRef,
      amountMinor: 1_500n,
      currency: "CNY",
      livemode: false,
      reason: "fraudulent",
    });
    expect(open.withdrawal).toMatch(/^txn_/);
    expect(open.dueBy).toBeGreaterThan(open.openedAt);
    simulator.control.endDispute(id, "won");
    expect(value(await provider.fetchDispute(id))).toMatchObject({
      status: "won",
      withdrawal: null,
    });
  });

  test("an inquiry moves nothing, then is closed or becomes a dispute", async () => {
    const first = simulator.control.dispute({ payment: await paid(), inquiry: true });
    const asked = value(await provider.fetchDispute(first.id));
    expect([asked.status, asked.withdrawal]).toEqual(["inquiry", null]);
    simulator.control.endDispute(first.id, "won");
    expect(value(await provider.fetchDispute(first.id)).status).toBe("closed");
    const second = simulator.control.dispute({ payment: await paid(), inquiry: true });
    simulator.control.escalate(second.id);
    const open = value(await provider.fetchDispute(second.id));
    expect([open.status, open.withdrawal]).toEqual(["open", expect.stringMatching(/^txn_/)]);
  });

  test("money that is taken again after a win is a movement of its own", async () => {
    const { id } = simulator.control.dispute({ payment: await paid() });
    const before = value(await provider.fetchDispute(id)).withdrawal;
    simulator.control.endDispute(id, "won");
    simulator.control.moveFunds(id, "withdrawn");
    const after = value(await provider.fetchDispute(id)).withdrawal;
    expect(after).toMatch(/^txn_/);
    expect(after).not.toBe(before);
  });
});
