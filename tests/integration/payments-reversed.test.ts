import { describe, expect, test } from "vitest";
import { insertHold } from "#app/db/stores/holds.server.ts";
import { insertInstalments, insertPlan } from "#app/db/stores/plans.server.ts";
import { calendarDate } from "#app/domain/primitives/date.ts";
import { debtorAccount } from "#app/services/accounts/debtor-account.server.ts";
import type { KeyActor } from "#app/services/actor.ts";
import { bookPayment } from "#app/services/payments/book-payment.server.ts";
import { reversePayment } from "#app/services/payments/reverse-payment.server.ts";
import { payPage } from "#app/services/reading/pay.server.ts";
import { booksOf, type Owing, someOwing, withPayments } from "../support/payments.ts";

const bench = withPayments();

const keyFor = ({ portfolio }: Owing): KeyActor => ({
  kind: "key",
  keyId: bench.runtime.ids.next(),
  scopes: ["payments"],
  portfolioIds: [portfolio.id],
});

/** Money received elsewhere, as the API tells it. Answers the payment's id. */
async function receive(owing: Owing, amountMinor: bigint): Promise<string> {
  const { runtime } = bench;
  const id = runtime.ids.next();
  const { payment } = await runtime.db.transaction((tx) =>
    bookPayment(runtime, tx, {
      accountId: owing.accountId,
      amountMinor,
      effectiveOn: calendarDate("2026-11-19"),
      paidAt: new Date(runtime.clock.now()),
      source: "elsewhere",
      method: "transfer",
      reference: null,
      chargeRef: null,
      debtorId: null,
      attemptId: null,
      onceKey: `elsewhere:${id}`,
    }),
  );
  return payment.id;
}

const reverse = (owing: Owing, paymentId: string, actor = keyFor(owing)) =>
  bench.runtime.db.transaction((tx) =>
    reversePayment(bench.runtime, tx, actor, { paymentId, reason: "returned by the bank" }),
  );

const balanceOf = async (owing: Owing) => {
  const loaded = await debtorAccount(bench.runtime, owing.actor, owing.accountId);
  return loaded?.balance;
};

const eventsOf = async ({ accountId }: Owing): Promise<string[]> => {
  const rows = await bench.runtime.db.query<{ type: string }>(
    "select type from event where account_id = $1 order by account_seq",
    [accountId],
  );
  return rows.map((row) => row.type);
};

describe("a payment that is taken back", () => {
  test("is owed again, part by part, and told with its number", async () => {
    const owing = await someOwing(bench);
    const before = await balanceOf(owing);
    const paymentId = await receive(owing, 100_000n);
    expect((await balanceOf(owing))?.totalMinor).toBe(958_000n);
    expect(await reverse(owing, paymentId)).toMatchObject({ ok: true, value: { accountSeq: 2n } });
    expect((await balanceOf(owing))?.components).toEqual(before?.components);
    expect(await eventsOf(owing)).toEqual(["payment.succeeded", "payment.reversed"]);
    expect((await booksOf(bench, owing.accountId)).offBalance).toBe(0n);
  });

  test("is taken back once, even by many at once", async () => {
    const owing = await someOwing(bench);
    const paymentId = await receive(owing, 100_000n);
    const all = await Promise.all(Array.from({ length: 8 }, () => reverse(owing, paymentId)));
    expect(all.filter((one) => one.ok)).toHaveLength(1);
    expect(all.find((one) => !one.ok)).toEqual({ ok: false, error: "already-reversed" });
    expect(await booksOf(bench, owing.accountId)).toMatchObject({ postings: 2, offBalance: 0n });
  });

  test("is not there for a key of another portfolio, nor under a wrong id", async () => {
    const owing = await someOwing(bench);
    const other = await someOwing(bench);
    const paymentId = await receive(owing, 100_000n);
    const missing = { ok: false, error: "not-found" };
    expect(await reverse(owing, paymentId, keyFor(other))).toEqual(missing);
    expect(await reverse(owing, bench.runtime.ids.next())).toEqual(missing);
    expect(await reverse(owing, "no-id")).toEqual(missing);
    expect(await eventsOf(owing)).toEqual(["payment.succeeded"]);
  });
});

/** A settlement of 8,000.00 in one payment on 10,580.00, with its hold. */
async function withSettlement(): Promise<Owing> {
  const { runtime } = bench;
  const owing = await someOwing(bench);
  const { accountId, portfolio, actor } = owing;
  const id = runtime.ids.next();
  const on = "2026-11-19";
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
    await insertInstalments(tx, id, [
      {
        n: 1,
        dueOn: "2026-12-01",
        movedFrom: null,
        amount: 800_000n,
        principal: 742_000n,
        interest: 50_000n,
        penalty: 8_000n,
        fees: 0n,
        costs: 0n,
        balanceAfter: 0n,
      },
    ]);
    await insertHold(tx, {
      id: runtime.ids.next(),
      accountId,
      portfolioId: portfolio.id,
      kind: "agreed-plan",
      effects: ["interest", "collection"],
      fromOn: on,
      toOn: null,
      reason: "plan-agreed",
      setBy: "system",
      createdAt: new Date(runtime.clock.now()),
    });
  });
  return owing;
}

describe("a settlement", () => {
  test("is paid off by what is left of it: nobody pays what is let off", async () => {
    const { runtime } = bench;
    const owing = await withSettlement();
    await receive(owing, 300_000n);
    const loaded = await debtorAccount(runtime, owing.actor, owing.accountId);
    const visit = { actor: owing.actor } as Parameters<typeof payPage>[1];
    const page = await payPage(runtime, visit, loaded as NonNullable<typeof loaded>);
    expect(page.fixed).toEqual([{ choice: "whole", amountMinor: 500_000n }]);
    expect(page.other).toMatchObject({ maxMinor: 500_000n });
  });

  test("waives with its last payment, in the transaction that books it", async () => {
    const owing = await withSettlement();
    await receive(owing, 300_000n);
    expect((await balanceOf(owing))?.totalMinor).toBe(758_000n);
    await receive(owing, 500_000n);
    expect((await balanceOf(owing))?.totalMinor).toBe(0n);
    expect(await eventsOf(owing)).toEqual([
      "payment.succeeded",
      "payment.succeeded",
      "adjustment.posted",
      "hold.ended",
      "plan.completed",
    ]);
  });

  test("is reopened, with no waiver, when the payment that ended it is taken back", async () => {
    const { runtime } = bench;
    const owing = await withSettlement();
    await receive(owing, 300_000n);
    const last = await receive(owing, 500_000n);
    await reverse(owing, last);
    expect((await balanceOf(owing))?.totalMinor).toBe(758_000n);
    expect((await eventsOf(owing)).slice(-3)).toEqual([
      "payment.reversed",
      "plan.reopened",
      "hold.set",
    ]);
    const [plan] = await runtime.db.query(
      "select state, ended_at from plan where account_id = $1",
      [owing.accountId],
    );
    expect(plan).toEqual({ state: "active", ended_at: null });
    await receive(owing, 500_000n);
    expect((await balanceOf(owing))?.totalMinor).toBe(0n);
    expect((await eventsOf(owing)).at(-1)).toBe("plan.completed");
    expect((await booksOf(bench, owing.accountId)).offBalance).toBe(0n);
  });
});
