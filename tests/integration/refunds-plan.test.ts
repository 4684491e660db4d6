import { expect, test } from "vitest";
import { insertInstalments, insertPlan } from "#app/db/stores/plans.server.ts";
import { debtorAccount } from "#app/services/accounts/debtor-account.server.ts";
import { requestRefund } from "#app/services/payments/request-refund.server.ts";
import { drain, someOwing, withPayments } from "../support/payments.ts";
import { pay, returnsIn, staffOf, wishOf } from "../support/refunds.ts";

const bench = withPayments();

test("a refund of what completed a settlement reopens it and undoes the waiver", async () => {
  const { runtime, simulator } = bench;
  const owing = await someOwing(bench);
  const { accountId, portfolio, actor } = owing;
  const id = runtime.ids.next();
  const parts = { principal: 742_000n, interest: 50_000n, penalty: 8_000n, fees: 0n, costs: 0n };
  await runtime.db.transaction(async (tx) => {
    await insertPlan(tx, {
      id,
      accountId,
      portfolioId: portfolio.id,
      debtorId: actor.debtorId,
      kind: "settlement",
      state: "agreed",
      interestMode: "frozen",
      frequency: null,
      currency: "CNY",
      offer: {},
      toPay: 800_000n,
      waived: 258_000n,
      firstDueOn: "2026-12-01",
      lastDueOn: "2026-12-01",
      agreedAt: new Date(runtime.clock.now()),
      endedAt: null,
      replacedBy: null,
      fromSeq: 0n,
    });
    const line = { n: 1, dueOn: "2026-12-01", movedFrom: null, amount: 800_000n, balanceAfter: 0n };
    await insertInstalments(tx, id, [{ ...line, ...parts }]);
  });
  const { paymentId } = await pay(bench, owing, 800_000n);
  const stateOf = async () =>
    (await runtime.db.query("select state from plan where id = $1", [id]))[0]?.state;
  const owedNow = async () => (await debtorAccount(runtime, actor, accountId))?.balance.totalMinor;
  expect([await stateOf(), await owedNow()]).toEqual(["completed", 0n]);

  simulator.control.holdNextRefund();
  const staff = staffOf(bench, owing, "supervisor");
  const asked = await requestRefund(runtime, staff, wishOf(bench, paymentId, 30_000n));
  expect(asked).toMatchObject({ ok: true, value: { state: "pending" } });
  expect([await stateOf(), await owedNow()]).toEqual(["active", 288_000n]);
  expect((await returnsIn(bench, accountId)).events).toContain("plan.reopened");

  simulator.control.endRefund(asked.ok ? (asked.value.providerRef ?? "") : "", "failed");
  await drain(bench);
  expect([await stateOf(), await owedNow()]).toEqual(["completed", 0n]);
  expect(await returnsIn(bench, accountId)).toMatchObject({ returned: 0n, off: 0n });
});
