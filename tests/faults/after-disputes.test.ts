import { describe, expect, test } from "vitest";
import { verifyLedger } from "#app/services/operations/verify-ledger.server.ts";
import { requestRefund } from "#app/services/payments/request-refund.server.ts";
import { fault } from "../support/faults.ts";
import { drain, someOwing, withPayments } from "../support/payments.ts";
import { pay, returnsIn, staffOf, wishOf } from "../support/refunds.ts";

const bench = withPayments();

const stateOf = async (paymentId: string) =>
  (
    await bench.runtime.db.query<{ state: string }>(
      "select state from dispute_case where payment_id = $1 order by opened_at, id",
      [paymentId],
    )
  ).map(({ state }) => state);

describe("after a payment, the payer's bank questions it", () => {
  fault("after: dispute won", "owed again while it lasts, then paid as before", async () => {
    const { simulator, runtime } = bench;
    const owing = await someOwing(bench);
    const { paymentId, chargeRef } = await pay(bench, owing, 30_000n);
    const { id } = simulator.control.dispute({ payment: chargeRef });
    await drain(bench);
    expect(await returnsIn(bench, owing.accountId)).toMatchObject({
      owed: 0n,
      cash: 0n,
      returned: 30_000n,
      events: ["payment.succeeded", "payment.charged_back"],
    });
    simulator.control.endDispute(id, "won");
    await drain(bench);
    expect(await returnsIn(bench, owing.accountId)).toMatchObject({
      owed: -30_000n,
      cash: 30_000n,
      returned: 0n,
      off: 0n,
      events: ["payment.succeeded", "payment.charged_back", "adjustment.posted"],
      breaks: [],
    });
    expect(await stateOf(paymentId)).toEqual(["won"]);
    const tasks = await runtime.db.query("select kind from task where account_id = $1", [
      owing.accountId,
    ]);
    expect(tasks).toEqual([{ kind: "chargeback" }]);
  });

  fault("after: dispute lost", "the money stays away, the debt stays up", async () => {
    const { simulator } = bench;
    const owing = await someOwing(bench);
    const { paymentId, chargeRef } = await pay(bench, owing, 30_000n);
    const { id } = simulator.control.dispute({ payment: chargeRef });
    simulator.control.endDispute(id, "lost");
    await drain(bench);
    expect(await returnsIn(bench, owing.accountId)).toMatchObject({
      owed: 0n,
      cash: 0n,
      returned: 30_000n,
      events: ["payment.succeeded", "payment.charged_back"],
    });
    expect(await stateOf(paymentId)).toEqual(["lost"]);
  });

  fault("after: inquiry", "flagged, nothing posted, and still refundable", async () => {
    const { runtime, simulator } = bench;
    const owing = await someOwing(bench);
    const { paymentId, chargeRef } = await pay(bench, owing, 30_000n);
    simulator.control.dispute({ payment: chargeRef, inquiry: true });
    await drain(bench);
    expect(await stateOf(paymentId)).toEqual(["inquiry"]);
    expect(await returnsIn(bench, owing.accountId)).toMatchObject({
      returned: 0n,
      events: ["payment.succeeded"],
    });
    const actor = staffOf(bench, owing, "supervisor");
    const asked = await requestRefund(runtime, actor, wishOf(bench, paymentId, 30_000n));
    expect(asked).toMatchObject({ ok: true, value: { state: "succeeded" } });
    await drain(bench);
    expect(await stateOf(paymentId)).toEqual(["closed"]);
    expect(await returnsIn(bench, owing.accountId)).toMatchObject({ returned: 30_000n });
  });

  test("an inquiry that becomes a dispute takes the money then", async () => {
    const { simulator } = bench;
    const owing = await someOwing(bench);
    const { paymentId, chargeRef } = await pay(bench, owing, 30_000n);
    const { id } = simulator.control.dispute({ payment: chargeRef, inquiry: true });
    await drain(bench);
    simulator.control.escalate(id);
    await drain(bench);
    expect(await stateOf(paymentId)).toEqual(["open"]);
    expect(await returnsIn(bench, owing.accountId)).toMatchObject({ returned: 30_000n, owed: 0n });
  });

  fault("after: dispute amount differs from charge", "less: that part alone", async () => {
    const { simulator } = bench;
    const owing = await someOwing(bench);
    const { chargeRef } = await pay(bench, owing, 30_000n);
    simulator.control.dispute({ payment: chargeRef, amount: 11_000 });
    await drain(bench);
    expect(await returnsIn(bench, owing.accountId)).toMatchObject({
      owed: -19_000n,
      cash: 19_000n,
      suspense: 0n,
      returned: 11_000n,
      breaks: [],
    });
  });

  test("more than was charged: what the payment does not hold waits for a person", async () => {
    const { simulator } = bench;
    const owing = await someOwing(bench);
    const { chargeRef } = await pay(bench, owing, 30_000n);
    const { id } = simulator.control.dispute({ payment: chargeRef, amount: 33_000 });
    await drain(bench);
    expect(await returnsIn(bench, owing.accountId)).toMatchObject({
      owed: 0n,
      cash: -3_000n,
      suspense: 3_000n,
      returned: 30_000n,
      off: 0n,
      breaks: ["chargeback:beyond-payment"],
    });
    expect((await verifyLedger(bench.runtime)).fault).toBeNull();
    simulator.control.endDispute(id, "won");
    await drain(bench);
    expect(await returnsIn(bench, owing.accountId)).toMatchObject({
      owed: -30_000n,
      cash: 30_000n,
      suspense: 0n,
      returned: 0n,
    });
  });

  fault("after: dispute on a partly refunded charge", "never owed twice over", async () => {
    const { runtime, simulator } = bench;
    const owing = await someOwing(bench);
    const { paymentId, chargeRef } = await pay(bench, owing, 30_000n);
    const actor = staffOf(bench, owing, "supervisor");
    await requestRefund(runtime, actor, wishOf(bench, paymentId, 10_000n));
    simulator.control.dispute({ payment: chargeRef, amount: 30_000 });
    await drain(bench);
    expect(await returnsIn(bench, owing.accountId)).toMatchObject({
      owed: 0n,
      cash: -10_000n,
      suspense: 10_000n,
      returned: 30_000n,
      off: 0n,
      breaks: ["chargeback:beyond-payment"],
    });
  });

  fault("after: refund during a dispute", "refused in words; free again once won", async () => {
    const { runtime, simulator } = bench;
    const owing = await someOwing(bench);
    const { paymentId, chargeRef } = await pay(bench, owing, 30_000n);
    const { id } = simulator.control.dispute({ payment: chargeRef });
    await drain(bench);
    const actor = staffOf(bench, owing, "supervisor");
    const ask = () => requestRefund(runtime, actor, wishOf(bench, paymentId, 5_000n));
    expect(await ask()).toEqual({ ok: false, error: "in-dispute" });
    simulator.control.endDispute(id, "won");
    await drain(bench);
    expect((await ask()).ok).toBe(true);
  });
});
