import { describe, expect, test } from "vitest";
import { requestRefund } from "#app/services/payments/request-refund.server.ts";
import { startSeveral } from "#app/services/payments/start-several.server.ts";
import { drain, type Owing, someOwing, withPayments } from "../support/payments.ts";
import { returnsIn, staffOf, wishOf } from "../support/refunds.ts";

const bench = withPayments();

interface Share {
  readonly accountId: string;
  readonly paymentId: string;
  readonly chargeRef: string;
}

/** One charge of 1,700.00: 1,000.00 for one account of a debtor, 700.00 for another. */
async function paidTogether(): Promise<{ owing: Owing; shares: readonly Share[] }> {
  const { runtime, simulator } = bench;
  const owing = await someOwing(bench);
  const second = await someOwing(bench, {}, owing.portfolio);
  await runtime.db.query("update account set debtor_id = $1 where id = $2", [
    owing.actor.debtorId,
    second.accountId,
  ]);
  const lines = [
    { accountId: owing.accountId, choice: "other", otherMinor: 100_000n },
    { accountId: second.accountId, choice: "other", otherMinor: 70_000n },
  ] as const;
  const start = await startSeveral(runtime, owing.actor, { lines, locale: "zh-CN" });
  if (!start.ok) throw new Error(JSON.stringify(start));
  const [attempt] = await runtime.db.query<{ reference: string }>(
    "select reference from payment_attempt where id = $1",
    [start.value.attemptId],
  );
  simulator.control.pay({ session: attempt?.reference ?? "" });
  await drain(bench);
  const shares = await runtime.db.query<Share>(
    `select account_id as "accountId", id as "paymentId", charge_ref as "chargeRef" from payment
     where account_id = any($1::uuid[]) order by account_id`,
    [[owing.accountId, second.accountId]],
  );
  return { owing, shares };
}

describe("a charge that paid several accounts", () => {
  test("gives back of one payment alone, and never more than that one holds", async () => {
    const { owing, shares } = await paidTogether();
    const [first, second] = shares as [Share, Share];
    const actor = staffOf(bench, owing, "supervisor");
    const ask = (minor: bigint) =>
      requestRefund(bench.runtime, actor, wishOf(bench, second.paymentId, minor));
    expect(await ask(70_001n)).toEqual({ ok: false, error: "above-limit" });
    expect(await ask(50_000n)).toMatchObject({ ok: true, value: { state: "succeeded" } });
    await drain(bench);
    expect(await returnsIn(bench, first.accountId)).toMatchObject({ returned: 0n });
    expect(await returnsIn(bench, second.accountId)).toMatchObject({ returned: 50_000n, off: 0n });
  });

  test("spreads a dashboard refund over its payments in the order of their accounts", async () => {
    const { shares } = await paidTogether();
    const [first, second] = shares as [Share, Share];
    bench.simulator.control.dashboardRefund(first.chargeRef, 120_000);
    await drain(bench);
    const each = await Promise.all([
      returnsIn(bench, first.accountId),
      returnsIn(bench, second.accountId),
    ]);
    expect(each.map(({ returned }) => returned)).toEqual([100_000n, 20_000n]);
    expect(each.map(({ off }) => off)).toEqual([0n, 0n]);
  });

  test("spreads a dispute likewise, over what each payment still holds", async () => {
    const { owing, shares } = await paidTogether();
    const [first, second] = shares as [Share, Share];
    const actor = staffOf(bench, owing, "supervisor");
    await requestRefund(bench.runtime, actor, wishOf(bench, first.paymentId, 40_000n));
    const { id } = bench.simulator.control.dispute({ payment: first.chargeRef, amount: 100_000 });
    await drain(bench);
    const sums = async () =>
      Promise.all(
        [first, second].map(async ({ accountId }) => (await returnsIn(bench, accountId)).returned),
      );
    expect(await sums()).toEqual([100_000n, 40_000n]);
    bench.simulator.control.endDispute(id, "won");
    await drain(bench);
    expect(await sums()).toEqual([40_000n, 0n]);
  });
});
