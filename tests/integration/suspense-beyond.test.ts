import { describe, expect, test } from "vitest";
import { endBreak } from "#app/db/stores/breaks.server.ts";
import { suspenseBalances } from "#app/db/stores/house-postings.server.ts";
import { findBeyond } from "#app/db/stores/losses.server.ts";
import { findPayment } from "#app/db/stores/payments.server.ts";
import type { StaffActor } from "#app/services/actor.ts";
import { closeBreak } from "#app/services/breaks/close-break.server.ts";
import { verifyLedger } from "#app/services/operations/verify-ledger.server.ts";
import { undoReturn } from "#app/services/payments/undo-return.server.ts";
import { staffBreak } from "#app/services/reading/staff-breaks.server.ts";
import { answerWriteOff, writeOffBeyond } from "#app/services/suspense/write-off-beyond.server.ts";
import { drain, someOwing, withPayments } from "../support/payments.ts";
import { pay, staffOf } from "../support/refunds.ts";

const bench = withPayments();

/** A payment of 300.00 of which the bank takes back more than it was. */
async function chargedBackBeyond(beyondMinor: number) {
  const { simulator, runtime } = bench;
  const owing = await someOwing(bench);
  const { chargeRef, paymentId } = await pay(bench, owing, 30_000n);
  const { id } = simulator.control.dispute({ payment: chargeRef, amount: 30_000 + beyondMinor });
  await drain(bench);
  const [row] = await runtime.db.query<{ id: string }>(
    "select id from break where account_id = $1 and kind = 'chargeback:beyond-payment'",
    [owing.accountId],
  );
  const first: StaffActor = staffOf(bench, owing, "supervisor");
  const second: StaffActor = staffOf(bench, owing, "supervisor");
  return { owing, first, second, breakId: row?.id ?? "", disputeId: id, paymentId };
}

const houseLines = (reference: string) =>
  bench.runtime.db.query<{ debit: string; credit: string; amount: bigint }>(
    `select h.debit, h.credit, h.amount from house_posting h join loss l on l.posting_id::text =
       h.reference where l.break_id = $1 order by h.recorded_at, h.n`,
    [reference],
  );
const suspense = async () => (await suspenseBalances(bench.runtime.db)).map(({ booked }) => booked);

/** Until it has ended, or a lock of somebody else keeps it. */
async function doneOrWaiting(work: Promise<unknown>): Promise<void> {
  let isDone = false;
  work.finally(() => {
    isDone = true;
  });
  for (;;) {
    const kept = await bench.runtime.db.query(
      `select from pg_stat_activity
       where datname = current_database() and wait_event_type = 'Lock'`,
    );
    if (isDone || kept.length > 0) return;
  }
}

describe("what a chargeback takes beyond a payment", () => {
  test("is written off by one person up to the limit, and the books agree", async () => {
    const { runtime } = bench;
    const { first, breakId } = await chargedBackBeyond(20_000);
    expect(await closeBreak(runtime, first, breakId, "seen")).toMatchObject({
      error: "money-waits",
    });
    expect(await writeOffBeyond(runtime, first, breakId, "  ")).toMatchObject({
      error: "note-missing",
    });
    expect(await verifyLedger(runtime)).toMatchObject({ fault: null });
    expect(await writeOffBeyond(runtime, first, breakId, "more than was paid")).toEqual({
      ok: true,
      value: { state: "done" },
    });
    expect(await houseLines(breakId)).toEqual([
      { debit: "loss", credit: "suspense", amount: 20_000n },
    ]);
    expect(await staffBreak(runtime, first, breakId)).toMatchObject({
      state: "closed",
      reason: "suspense:loss: more than was paid",
      beyond: { state: "written", amountMinor: 20_000n },
    });
    expect(await writeOffBeyond(runtime, first, breakId, "again")).toMatchObject({
      error: "not-open",
    });
    expect(await verifyLedger(runtime)).toMatchObject({ fault: null });
    expect(await suspense()).toEqual([]);
  });

  test("needs a second person above it, and never the same", async () => {
    const { runtime } = bench;
    const { owing, first, second, breakId } = await chargedBackBeyond(20_000);
    await runtime.db.query(
      `update portfolio set policy = jsonb_set(policy, '{refundApprovalAbove}', '"100.00"'),
         policy_version = policy_version + 1 where id = $1`,
      [owing.portfolio.id],
    );
    const asked = await writeOffBeyond(runtime, first, breakId, "more than was paid");
    expect(asked).toEqual({ ok: true, value: { state: "waiting" } });
    expect(await houseLines(breakId)).toEqual([]);
    expect(await answerWriteOff(runtime, first, breakId, "yes")).toMatchObject({
      error: "same-person",
    });
    expect(await answerWriteOff(runtime, first, breakId, "no")).toMatchObject({ ok: true });
    await writeOffBeyond(runtime, first, breakId, "more than was paid");
    expect(await answerWriteOff(runtime, second, breakId, "yes")).toMatchObject({ ok: true });
    expect(await houseLines(breakId)).toHaveLength(1);
    expect(await answerWriteOff(runtime, second, breakId, "yes")).toMatchObject({
      error: "not-open",
    });
    expect(await verifyLedger(runtime)).toMatchObject({ fault: null });
  });

  test("is undone when the bank gives the money back, written off or not", async () => {
    const { runtime, simulator } = bench;
    const written = await chargedBackBeyond(20_000);
    await writeOffBeyond(runtime, written.first, written.breakId, "more than was paid");
    simulator.control.endDispute(written.disputeId, "won");
    const open = await chargedBackBeyond(10_000);
    simulator.control.endDispute(open.disputeId, "won");
    await drain(bench);
    expect(await houseLines(written.breakId)).toEqual([
      { debit: "loss", credit: "suspense", amount: 20_000n },
      { debit: "suspense", credit: "loss", amount: 20_000n },
    ]);
    expect(await staffBreak(runtime, open.first, open.breakId)).toMatchObject({
      state: "closed",
      reason: "explained-later",
      beyond: null,
    });
    expect(await verifyLedger(runtime)).toMatchObject({ fault: null });
  });

  test("is not written off in the moment in which the bank gives it back", async () => {
    const { runtime } = bench;
    const { first, breakId, paymentId } = await chargedBackBeyond(20_000);
    await endBreak(runtime.db, breakId, "staff:somebody", "seen", new Date(runtime.clock.now()));
    const beyond = await findBeyond(runtime.db, breakId);
    const payment = await findPayment(runtime.db, paymentId);
    if (beyond === null || payment === null) throw new Error("nothing went beyond a payment");
    const won = { payment, postingId: beyond.postingId, reason: "chargeback-won", rule: "test" };
    let writing: ReturnType<typeof writeOffBeyond> | undefined;
    await runtime.db.transaction(async (tx) => {
      await undoReturn(runtime, tx, won);
      writing = writeOffBeyond(runtime, first, breakId, "more than was paid");
      await doneOrWaiting(writing);
    });
    expect(await writing).toMatchObject({ error: "not-open" });
    expect(await houseLines(breakId)).toEqual([]);
    expect(await verifyLedger(runtime)).toMatchObject({ fault: null });
  });

  test("is found by ledger verify where the books and what was decided differ", async () => {
    const { runtime } = bench;
    const { first, breakId } = await chargedBackBeyond(20_000);
    await writeOffBeyond(runtime, first, breakId, "more than was paid");
    const say = (state: string) =>
      runtime.db.query("update loss set state = $2 where break_id = $1", [breakId, state]);
    await say("undone");
    expect(await verifyLedger(runtime)).toMatchObject({ fault: { check: "beyond-is-decided" } });
    await say("written");
    expect(await verifyLedger(runtime)).toMatchObject({ fault: null });
  });

  test("is one line of two for whoever presses twice at once", async () => {
    const { runtime } = bench;
    const { first, second, breakId } = await chargedBackBeyond(20_000);
    const tries = await Promise.all(
      [first, second, first].map((one) => writeOffBeyond(runtime, one, breakId, "lost")),
    );
    expect(tries.filter((one) => one.ok)).toHaveLength(1);
    expect(await houseLines(breakId)).toHaveLength(1);
  });
});
