import { describe, expect, test } from "vitest";
import { findAccount } from "#app/db/stores/accounts.server.ts";
import { calendarDate } from "#app/domain/primitives/date.ts";
import { debtorAccount } from "#app/services/accounts/debtor-account.server.ts";
import { system } from "#app/services/act.server.ts";
import type { KeyActor } from "#app/services/actor.ts";
import { askCreditBack } from "#app/services/payments/ask-credit-back.server.ts";
import { decideRefund } from "#app/services/payments/decide-refund.server.ts";
import { moveCredit } from "#app/services/payments/move-credit.server.ts";
import { recordPayment } from "#app/services/payments/record-payment.server.ts";
import { requestRefund, writeRequest } from "#app/services/payments/request-refund.server.ts";
import { reversePayment } from "#app/services/payments/reverse-payment.server.ts";
import { sweepRefunds } from "#app/services/payments/sweep-refunds.server.ts";
import { takeBackPayment } from "#app/services/payments/take-back-payment.server.ts";
import { staffPayment } from "#app/services/reading/staff-payment.server.ts";
import { staffRefunds } from "#app/services/reading/staff-refunds.server.ts";
import { wentBack } from "#app/services/reading/went-back.server.ts";
import {
  advance,
  drain,
  type Owing,
  openPage,
  someOwing,
  withPayments,
} from "../support/payments.ts";
import { pay, returnsIn, staffOf, wishOf } from "../support/refunds.ts";

const bench = withPayments();
const owed = 1_058_000n;

const record = (owing: Owing, amount: string) =>
  recordPayment(bench.runtime, staffOf(bench, owing, "collector"), {
    accountId: owing.accountId,
    amount,
    receivedOn: calendarDate("2026-11-19"),
    method: "transfer",
    reference: null,
    once: bench.runtime.ids.next(),
  });

/** Paid on the portal while 580.00 came in elsewhere: that much is the debtor's own then. */
async function overpaid(changes: Parameters<typeof someOwing>[1] = {}) {
  const owing = await someOwing(bench, changes);
  const { session } = await openPage(bench, owing, owed);
  expect((await record(owing, "580.00")).ok).toBe(true);
  bench.simulator.control.pay({ session });
  await drain(bench);
  return owing;
}

const paymentOf = async ({ accountId }: Owing) =>
  (
    await bench.runtime.db.query<{ id: string }>(
      "select id from payment where account_id = $1 and returned > 0",
      [accountId],
    )
  )[0]?.id ?? "";

const balanceOf = async (owing: Owing) =>
  (await debtorAccount(bench.runtime, owing.actor, owing.accountId))?.balance;

describe("a refund above the limit", () => {
  test("waits for a second person, who is not the one who asked", async () => {
    const { runtime } = bench;
    const owing = await someOwing(bench);
    const { paymentId } = await pay(bench, owing, 100_000n);
    const asker = staffOf(bench, owing, "supervisor");
    const other = staffOf(bench, owing, "supervisor");
    const asked = await requestRefund(runtime, asker, wishOf(bench, paymentId, 60_000n));
    expect(asked).toMatchObject({ ok: true, value: { state: "waiting-approval" } });
    const id = asked.ok ? asked.value.id : "";
    expect(await returnsIn(bench, owing.accountId)).toMatchObject({ returned: 0n });
    expect((await staffRefunds(runtime, other)).waiting).toMatchObject([{ id, own: false }]);
    expect((await staffRefunds(runtime, asker)).waiting).toMatchObject([{ id, own: true }]);
    const own = await decideRefund(runtime, asker, id, "approve");
    expect(own).toEqual({ ok: false, error: "own-request" });
    expect(await decideRefund(runtime, other, id, "approve")).toMatchObject({
      ok: true,
      value: { state: "succeeded" },
    });
    const again = await decideRefund(runtime, other, id, "decline");
    expect(again).toEqual({ ok: false, error: "already-decided" });
    expect(await returnsIn(bench, owing.accountId)).toMatchObject({ returned: 60_000n });
    const tasks = await runtime.db.query(
      "select done_at is not null as done from task where reference = $1",
      [id],
    );
    expect(tasks).toEqual([{ done: true }]);
  });

  test("declined, it moves nothing and frees its amount", async () => {
    const { runtime } = bench;
    const owing = await someOwing(bench);
    const { paymentId } = await pay(bench, owing, 100_000n);
    const ask = (minor: bigint) =>
      requestRefund(runtime, staffOf(bench, owing, "collector"), wishOf(bench, paymentId, minor));
    const asked = await ask(90_000n);
    expect(await ask(20_000n)).toEqual({ ok: false, error: "above-limit" });
    const other = staffOf(bench, owing, "supervisor");
    const id = asked.ok ? asked.value.id : "";
    await decideRefund(runtime, other, id, "decline");
    expect(await ask(20_000n)).toMatchObject({ ok: true, value: { state: "succeeded" } });
    const page = await staffPayment(runtime, other, paymentId);
    expect(page?.refunds.map(({ state, failure }) => [state, failure])).toEqual([
      ["refused", "declined"],
      ["succeeded", null],
    ]);
    expect(page?.refundableMinor).toBe(80_000n);
    expect(page?.postings.map(({ kind }) => kind)).toEqual(["payment", "refund"]);
    expect(page?.told.map(({ type }) => type)).toEqual(["payment.succeeded", "payment.refunded"]);
  });

  test("by hand is booked, though the process that wrote it ended then", async () => {
    const { runtime } = bench;
    const owing = await someOwing(bench);
    const recorded = await record(owing, "300.00");
    const paymentId = recorded.ok ? recorded.value.payment.id : "";
    const wish = wishOf(bench, paymentId, 10_000n);
    const actor = staffOf(bench, owing, "collector");
    await runtime.db.transaction((tx) => writeRequest(runtime, tx, actor, wish));
    advance(bench, 60_000);
    await sweepRefunds(runtime);
    expect(await returnsIn(bench, owing.accountId)).toMatchObject({ returned: 10_000n, off: 0n });
  });

  test("is told to whoever paid, as a service message", async () => {
    const owing = await someOwing(bench);
    const { paymentId } = await pay(bench, owing, 30_000n);
    const actor = staffOf(bench, owing, "collector");
    await requestRefund(bench.runtime, actor, wishOf(bench, paymentId, 10_000n));
    const rows = await bench.runtime.db.query(
      "select kind, class, allowed from contact_record where account_id = $1 and kind = 'refund'",
      [owing.accountId],
    );
    expect(rows).toEqual([{ kind: "refund", class: "service", allowed: true }]);
  });
});

describe("credit", () => {
  test("goes back the way it was paid, and takes no debt with it", async () => {
    const owing = await overpaid();
    expect(await returnsIn(bench, owing.accountId)).toMatchObject({ credit: 58_000n });
    const asked = await askCreditBack(bench.runtime, owing.actor, owing.accountId);
    expect(asked).toMatchObject({ ok: true, value: [{ amount: 58_000n, creditOnly: true }] });
    const other = staffOf(bench, owing, "supervisor");
    const { waiting } = await staffRefunds(bench.runtime, other);
    expect(waiting).toMatchObject([{ byDebtor: true, amountMinor: 58_000n }]);
    await decideRefund(bench.runtime, other, waiting[0]?.id ?? "", "approve");
    await drain(bench);
    expect(await returnsIn(bench, owing.accountId)).toMatchObject({
      owed: -owed,
      credit: 0n,
      returned: 58_000n,
      off: 0n,
    });
    expect((await balanceOf(owing))?.totalMinor).toBe(0n);
    const again = await askCreditBack(bench.runtime, owing.actor, owing.accountId);
    expect(again).toEqual({ ok: false, error: "no-credit" });
  });

  test("is money of a chargeback won after all was paid again, and may go back", async () => {
    const owing = await someOwing(bench);
    const { chargeRef } = await pay(bench, owing, 800_000n);
    const { id } = bench.simulator.control.dispute({ payment: chargeRef });
    await drain(bench);
    expect((await balanceOf(owing))?.totalMinor).toBe(owed);
    expect((await record(owing, "10580.00")).ok).toBe(true);
    bench.simulator.control.endDispute(id, "won");
    await drain(bench);
    expect((await balanceOf(owing))?.creditMinor).toBe(800_000n);
    expect(await returnsIn(bench, owing.accountId)).toMatchObject({
      owed: -owed,
      credit: 800_000n,
      returned: 0n,
      off: 0n,
    });
    const asked = await askCreditBack(bench.runtime, owing.actor, owing.accountId);
    expect(asked).toMatchObject({ ok: true, value: [{ amount: 800_000n, creditOnly: true }] });
    const other = staffOf(bench, owing, "supervisor");
    const { waiting } = await staffRefunds(bench.runtime, other);
    await decideRefund(bench.runtime, other, waiting[0]?.id ?? "", "approve");
    await drain(bench);
    expect(await returnsIn(bench, owing.accountId)).toMatchObject({ owed: -owed, credit: 0n });
  });

  test("moves to another account of the same debtor by two balanced postings", async () => {
    const { runtime } = bench;
    const owing = await overpaid();
    const row = await findAccount(runtime.db, owing.accountId);
    const second = await someOwing(bench, {}, owing.portfolio);
    await runtime.db.query("update account set debtor_id = $2 where id = $1", [
      second.accountId,
      row?.debtorId,
    ]);
    const move = { fromAccountId: owing.accountId, toAccountId: second.accountId };
    const moved = await moveCredit(runtime, owing.actor, move);
    expect(moved).toMatchObject({ ok: true, value: { amount: 58_000n, source: "credit" } });
    expect(await returnsIn(bench, owing.accountId)).toMatchObject({ credit: 0n, off: 0n });
    expect(await returnsIn(bench, second.accountId)).toMatchObject({ owed: -58_000n, off: 0n });
    const left = await wentBack(runtime, await paymentOf(owing));
    expect(left.map(({ what }) => what)).toContain("moved");
    const [transfer] = await runtime.db.query<{ sum: bigint; n: bigint }>(
      `select sum(amount)::bigint as sum, count(*) as n from entry
       where ledger_account = 'transfer'`,
    );
    expect(transfer).toEqual({ sum: 0n, n: 2n });
    expect((await balanceOf(owing))?.totalMinor).toBe(0n);
    expect(await moveCredit(runtime, owing.actor, move)).toEqual({ ok: false, error: "no-credit" });
    // Mirrored, it would be on neither account.
    const back = { paymentId: moved.ok ? moved.value.id : "", reason: "returned" };
    const reversed = await takeBackPayment(runtime, system, back);
    expect(reversed).toEqual({ ok: false, error: "refund-instead" });
  });

  test("never moves to somebody else's account", async () => {
    const owing = await overpaid();
    const foreign = await someOwing(bench, {}, owing.portfolio);
    const move = { fromAccountId: owing.accountId, toAccountId: foreign.accountId };
    expect(await moveCredit(bench.runtime, owing.actor, move)).toEqual({
      ok: false,
      error: "not-found",
    });
    const staff = staffOf(bench, owing, "collector");
    expect(await moveCredit(bench.runtime, staff, move)).toEqual({
      ok: false,
      error: "not-same-debtor",
    });
  });
});

describe("a reversal", () => {
  const keyOf = (owing: Owing): KeyActor => ({
    kind: "key",
    keyId: bench.runtime.ids.next(),
    scopes: [],
    portfolioIds: [owing.portfolio.id],
  });
  const reverse = (owing: Owing, paymentId: string) =>
    bench.runtime.db.transaction((tx) =>
      reversePayment(bench.runtime, tx, keyOf(owing), { paymentId, reason: "returned" }),
    );

  test("never leaves the provider's money there", async () => {
    const owing = await someOwing(bench);
    const { paymentId } = await pay(bench, owing, 30_000n);
    expect(await reverse(owing, paymentId)).toEqual({ ok: false, error: "refund-instead" });
  });

  test("is refused once a part was paid back by hand", async () => {
    const owing = await someOwing(bench);
    const recorded = await record(owing, "300.00");
    const paymentId = recorded.ok ? recorded.value.payment.id : "";
    const actor = staffOf(bench, owing, "collector");
    const asked = await requestRefund(bench.runtime, actor, wishOf(bench, paymentId, 10_000n));
    expect(asked).toMatchObject({ ok: true, value: { state: "succeeded", source: "elsewhere" } });
    expect(await reverse(owing, paymentId)).toEqual({ ok: false, error: "refunded-already" });
  });
});
