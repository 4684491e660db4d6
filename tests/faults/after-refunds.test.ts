import { describe, expect, test } from "vitest";
import { requestRefund } from "#app/services/payments/request-refund.server.ts";
import { sweepRefunds } from "#app/services/payments/sweep-refunds.server.ts";
import { fault } from "../support/faults.ts";
import { advance, drain, someOwing, withPayments } from "../support/payments.ts";
import { pay, returnsIn, staffOf, wishOf } from "../support/refunds.ts";

const bench = withPayments();

describe("after a payment, money goes back", () => {
  fault("after: partial refund", "over the split, last in first out; the rest stays", async () => {
    const owing = await someOwing(bench);
    const { paymentId } = await pay(bench, owing, 100_000n);
    const actor = staffOf(bench, owing, "supervisor");
    const done = await requestRefund(bench.runtime, actor, wishOf(bench, paymentId, 45_000n));
    expect(done).toMatchObject({ ok: true, value: { state: "succeeded", amount: 45_000n } });
    await drain(bench);
    // 80.00 penalty, 500.00 interest and 420.00 principal had been paid, in this order.
    const [posted] = await bench.runtime.db.query(
      `select principal::int, interest::int, penalty::int, credit::int, kind from posting
       where account_id = $1 and kind = 'refund'`,
      [owing.accountId],
    );
    expect(posted).toEqual({
      principal: 42_000,
      interest: 3_000,
      penalty: 0,
      credit: 0,
      kind: "refund",
    });
    expect(await returnsIn(bench, owing.accountId)).toMatchObject({
      owed: -55_000n,
      cash: 55_000n,
      returned: 45_000n,
      off: 0n,
      events: ["payment.succeeded", "payment.refunded"],
      breaks: [],
    });
  });

  fault("after: over-refund", "refused in words, at first and after a part went back", async () => {
    const { runtime } = bench;
    const owing = await someOwing(bench);
    const { paymentId } = await pay(bench, owing, 30_000n);
    const actor = staffOf(bench, owing, "supervisor");
    const ask = (minor: bigint) => requestRefund(runtime, actor, wishOf(bench, paymentId, minor));
    expect(await ask(30_001n)).toEqual({ ok: false, error: "above-limit" });
    expect(await ask(20_000n)).toMatchObject({ ok: true });
    expect(await ask(10_001n)).toEqual({ ok: false, error: "above-limit" });
    expect(await ask(10_000n)).toMatchObject({ ok: true, value: { state: "succeeded" } });
    expect(await ask(1n)).toEqual({ ok: false, error: "nothing-to-refund" });
    await drain(bench);
    expect(await returnsIn(bench, owing.accountId)).toMatchObject({
      owed: 0n,
      cash: 0n,
      returned: 30_000n,
    });
  });

  fault("after: concurrent refunds", "together never more than the payment", async () => {
    const { runtime } = bench;
    const owing = await someOwing(bench);
    const { paymentId } = await pay(bench, owing, 40_000n);
    const actor = staffOf(bench, owing, "supervisor");
    const wishes = Array.from({ length: 6 }, () => wishOf(bench, paymentId, 15_000n));
    const same = Array.from({ length: 4 }, () => wishes[0] ?? wishOf(bench, paymentId, 1n));
    const all = await Promise.all(
      [...wishes, ...same].map((wish) => requestRefund(runtime, actor, wish)),
    );
    const taken = new Set(all.flatMap((one) => (one.ok ? [one.value.id] : [])));
    expect(taken.size).toBe(2);
    await drain(bench);
    expect(await returnsIn(bench, owing.accountId)).toMatchObject({
      cash: 10_000n,
      returned: 30_000n,
      off: 0n,
      events: ["payment.succeeded", "payment.refunded", "payment.refunded"],
    });
  });

  fault("after: refund pending then failed", "posted, then reversed by its mirror", async () => {
    const { runtime, simulator } = bench;
    const owing = await someOwing(bench);
    const { paymentId } = await pay(bench, owing, 30_000n);
    simulator.control.holdNextRefund();
    const actor = staffOf(bench, owing, "supervisor");
    const asked = await requestRefund(runtime, actor, wishOf(bench, paymentId, 30_000n));
    expect(asked).toMatchObject({ ok: true, value: { state: "pending" } });
    expect(await returnsIn(bench, owing.accountId)).toMatchObject({ owed: 0n, cash: 0n });
    const reference = asked.ok ? (asked.value.providerRef ?? "") : "";
    simulator.control.endRefund(reference, "failed", "expired_or_canceled_card");
    await drain(bench);
    expect(await returnsIn(bench, owing.accountId)).toMatchObject({
      owed: -30_000n,
      cash: 30_000n,
      returned: 0n,
      off: 0n,
      events: ["payment.succeeded", "payment.refunded", "adjustment.posted"],
    });
    const [row] = await runtime.db.query(
      "select state, failure from refund where payment_id = $1",
      [paymentId],
    );
    expect(row).toEqual({ state: "failed", failure: "expired_or_canceled_card" });
    const again = await requestRefund(runtime, actor, wishOf(bench, paymentId, 30_000n));
    expect(again).toMatchObject({ ok: true, value: { state: "succeeded" } });
  });

  fault("after: dashboard refund", "found by webhook or by the provider's list: once", async () => {
    const { runtime, simulator } = bench;
    const owing = await someOwing(bench);
    const { paymentId, chargeRef } = await pay(bench, owing, 30_000n);
    simulator.control.webhooks("drop");
    simulator.control.dashboardRefund(chargeRef, 12_000);
    simulator.control.webhooks("send");
    simulator.control.dashboardRefund(chargeRef, 5_000);
    await drain(bench);
    expect(await returnsIn(bench, owing.accountId)).toMatchObject({
      owed: -13_000n,
      cash: 13_000n,
      returned: 17_000n,
      off: 0n,
      events: ["payment.succeeded", "payment.refunded", "payment.refunded"],
      breaks: [],
    });
    const rows = await runtime.db.query(
      "select distinct reason, requested_by from refund where payment_id = $1",
      [paymentId],
    );
    expect(rows).toEqual([{ reason: "found-at-provider", requested_by: "provider" }]);
  });
});

describe("a refund whose outcome is unknown", () => {
  test("is asked for again under its own key, and sent once", async () => {
    const { runtime, simulator } = bench;
    const owing = await someOwing(bench);
    const { paymentId } = await pay(bench, owing, 30_000n);
    simulator.control.failNext({ kind: "reset", when: "after", times: 2 });
    simulator.control.webhooks("drop");
    const actor = staffOf(bench, owing, "supervisor");
    const asked = await requestRefund(runtime, actor, wishOf(bench, paymentId, 30_000n));
    expect(asked).toMatchObject({ ok: true, value: { state: "requested" } });
    expect(await returnsIn(bench, owing.accountId)).toMatchObject({ returned: 0n });
    advance(bench, 60_000);
    expect(await sweepRefunds(runtime)).toBe(1);
    expect(await returnsIn(bench, owing.accountId)).toMatchObject({ cash: 0n, returned: 30_000n });
    expect(await sweepRefunds(runtime)).toBe(0);
  });

  test("is looked for by its own name once the key is forgotten", async () => {
    const { runtime, simulator } = bench;
    const owing = await someOwing(bench);
    const { paymentId } = await pay(bench, owing, 30_000n);
    simulator.control.failNext({ kind: "reset", when: "after", times: 2 });
    simulator.control.webhooks("drop");
    const actor = staffOf(bench, owing, "supervisor");
    await requestRefund(runtime, actor, wishOf(bench, paymentId, 10_000n));
    advance(bench, 25 * 3_600_000);
    await sweepRefunds(runtime);
    expect(await returnsIn(bench, owing.accountId)).toMatchObject({
      cash: 20_000n,
      returned: 10_000n,
      events: ["payment.succeeded", "payment.refunded"],
    });
  });

  test("that the provider refuses frees its amount and says why", async () => {
    const { runtime, simulator } = bench;
    const owing = await someOwing(bench);
    const { paymentId, chargeRef } = await pay(bench, owing, 30_000n);
    simulator.control.webhooks("drop");
    simulator.control.dashboardRefund(chargeRef);
    const actor = staffOf(bench, owing, "supervisor");
    const asked = await requestRefund(runtime, actor, wishOf(bench, paymentId, 30_000n));
    expect(asked).toMatchObject({
      ok: true,
      value: { state: "refused", failure: "already-refunded" },
    });
    expect(await returnsIn(bench, owing.accountId)).toMatchObject({ returned: 0n });
  });
});
