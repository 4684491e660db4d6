import { describe, expect, test } from "vitest";
import { verifyLedger } from "#app/services/operations/verify-ledger.server.ts";
import { requestRefund } from "#app/services/payments/request-refund.server.ts";
import { sweepAttempts } from "#app/services/payments/sweep-attempts.server.ts";
import { sweepRefunds } from "#app/services/payments/sweep-refunds.server.ts";
import { receipt } from "#app/services/reading/receipt.server.ts";
import { wentBack } from "#app/services/reading/went-back.server.ts";
import {
  advance,
  attemptOf,
  booksOf,
  drain,
  openPage,
  someOwing,
  withPayments,
} from "../support/payments.ts";
import { pay, returnsIn, staffOf, wishOf } from "../support/refunds.ts";
import { loaded } from "../support/signing.ts";

const bench = withPayments();
const minuteMs = 60_000;

/** The provider cannot show any page any more; its other records it can. */
const noPages = () =>
  bench.simulator.control.failNext({
    kind: "html",
    method: "GET",
    path: "/v1/checkout/sessions",
    times: 10_000,
  });

async function sweptAfter(minutes: number): Promise<void> {
  advance(bench, minutes * minuteMs);
  await sweepAttempts(bench.runtime);
}

const breaksOf = async (accountId: string) =>
  (
    await bench.runtime.db.query<{ kind: string }>(
      "select kind from break where account_id = $1 order by raised_at, id",
      [accountId],
    )
  ).map(({ kind }) => kind);

const toldOf = async (accountId: string) =>
  (
    await bench.runtime.db.query<{ kind: string }>(
      "select kind from contact_record where account_id = $1 order by at, id",
      [accountId],
    )
  ).map(({ kind }) => kind);

describe("a page that the provider cannot show", () => {
  test("keeps nobody from paying for longer than it can be paid on", async () => {
    const { simulator } = bench;
    const owing = await someOwing(bench);
    const { attemptId } = await openPage(bench, owing);
    noPages();
    await sweptAfter(65);
    expect(await attemptOf(bench, attemptId)).toMatchObject({ state: "open" });
    await sweptAfter(6);
    expect(await attemptOf(bench, attemptId)).toEqual({ state: "expired", failure: "unreadable" });
    expect(await breaksOf(owing.accountId)).toEqual(["payment:unreadable"]);
    simulator.control.clearFaults();
    const again = await openPage(bench, owing);
    expect(again.attemptId).not.toBe(attemptId);
  });

  test("is asked for by its money, which is booked once", async () => {
    const { simulator } = bench;
    const owing = await someOwing(bench);
    const { session, attemptId } = await openPage(bench, owing);
    noPages();
    simulator.control.pay({ session });
    await drain(bench);
    await sweptAfter(65);
    expect(await booksOf(bench, owing.accountId)).toMatchObject({ payments: 0 });
    await sweptAfter(6);
    simulator.control.clearFaults();
    advance(bench, 60 * minuteMs);
    await drain(bench);
    await sweptAfter(1);
    expect(await booksOf(bench, owing.accountId)).toMatchObject({ payments: 1, postings: 1 });
    expect(await attemptOf(bench, attemptId)).toEqual({ state: "succeeded", failure: null });
    expect(await breaksOf(owing.accountId)).toEqual([]);
  });

  test("stays as it is while nobody can say whether there is money", async () => {
    const { simulator } = bench;
    const owing = await someOwing(bench);
    const { attemptId } = await openPage(bench, owing);
    noPages();
    simulator.control.failNext({
      kind: "status",
      status: 500,
      method: "GET",
      path: "/v1/payment_intents",
      times: 10_000,
    });
    await sweptAfter(300);
    expect(await attemptOf(bench, attemptId)).toMatchObject({ state: "open" });
  });
});

describe("a refund that the provider holds otherwise", () => {
  test("is taken in as it is, and ours ends instead of being asked for for ever", async () => {
    const { runtime, simulator } = bench;
    const owing = await someOwing(bench);
    const { paymentId } = await pay(bench, owing, 30_000n);
    simulator.control.failNext({ kind: "reset", when: "after", path: "/v1/refunds", times: 3 });
    const wish = wishOf(bench, paymentId, 10_000n);
    await requestRefund(runtime, staffOf(bench, owing, "supervisor"), wish);
    simulator.control.clearFaults();
    await runtime.db.query("update refund set amount = 9000 where id = $1", [wish.id]);
    for (let round = 0; round < 3; round += 1) {
      advance(bench, 2 * minuteMs);
      await sweepRefunds(runtime);
    }
    await drain(bench);
    const rows = await runtime.db.query(
      "select amount, state, failure from refund where payment_id = $1 order by amount",
      [paymentId],
    );
    expect(rows).toEqual([
      { amount: 9_000n, state: "refused", failure: "differs" },
      { amount: 10_000n, state: "succeeded", failure: null },
    ]);
    expect(await returnsIn(bench, owing.accountId)).toMatchObject({
      returned: 10_000n,
      cash: 20_000n,
      breaks: ["refund:differs"],
    });
    expect(Object.keys(simulator.state.memory.refunds)).toHaveLength(1);
    expect(await verifyLedger(runtime)).toMatchObject({ fault: null });
  });
});

describe("what a debtor hears of money that went back", () => {
  const endingOf = async (accountId: string, paymentId: string) =>
    (await receipt(bench.runtime, await loaded(bench.runtime, accountId), paymentId))?.ending;

  test("a chargeback, and the money that came again", async () => {
    const { simulator } = bench;
    const owing = await someOwing(bench);
    const { paymentId, chargeRef } = await pay(bench, owing, 30_000n);
    expect(await endingOf(owing.accountId, paymentId)).toBe("stands");
    const { id } = simulator.control.dispute({ payment: chargeRef, amount: 31_000 });
    await drain(bench);
    expect(await endingOf(owing.accountId, paymentId)).toBe("bankTook");
    expect(await wentBack(bench.runtime, paymentId)).toMatchObject([{ amountMinor: 30_000n }]);
    simulator.control.endDispute(id, "won");
    await drain(bench);
    expect(await toldOf(owing.accountId)).toEqual(["receipt", "payment-undone", "payment-back"]);
    expect(await endingOf(owing.accountId, paymentId)).toBe("stands");
  });

  test("the receipt of a payment that was refunded whole says so in its title", async () => {
    const { runtime } = bench;
    const owing = await someOwing(bench);
    const { paymentId } = await pay(bench, owing, 30_000n);
    const actor = staffOf(bench, owing, "supervisor");
    await requestRefund(runtime, actor, wishOf(bench, paymentId, 10_000n));
    await drain(bench);
    expect(await endingOf(owing.accountId, paymentId)).toBe("stands");
    await requestRefund(runtime, actor, wishOf(bench, paymentId, 20_000n));
    await drain(bench);
    expect(await endingOf(owing.accountId, paymentId)).toBe("refunded");
  });
});
