import { beforeEach, describe, expect, test } from "vitest";
import { suspenseBalances } from "#app/db/stores/house-postings.server.ts";
import { findCase } from "#app/db/stores/suspense-cases.server.ts";
import { verifyLedger } from "#app/services/operations/verify-ledger.server.ts";
import { staffBreak } from "#app/services/reading/staff-breaks.server.ts";
import { decideByRef } from "#app/services/suspense/decide-by-ref.server.ts";
import { answerWish } from "#app/services/suspense/decide-case.server.ts";
import {
  advance,
  booksOf,
  drain,
  type Owing,
  openPage,
  someOwing,
  withPayments,
} from "../support/payments.ts";
import { staffOf } from "../support/refunds.ts";
import type { TestRuntime } from "../support/runtime.ts";

const bench = withPayments();
let owing: Owing;

beforeEach(async () => {
  owing = await someOwing(bench);
});

const somebody = () => staffOf(bench, owing, "supervisor");

const holds = async () => {
  const { fault } = await verifyLedger(bench.runtime);
  expect(fault).toBeNull();
  for (const { booked, cases } of await suspenseBalances(bench.runtime.db)) {
    expect(booked).toBe(cases);
  }
};

describe("the provider's money in suspense", () => {
  /** Another amount was paid than was asked for. */
  async function suspended() {
    const { runtime, simulator } = bench;
    const { attemptId, session } = await openPage(bench, owing, 30_000n);
    const other = "update payment_attempt set amount = 20000, total = 20000 where id = $1";
    await runtime.db.query(other, [attemptId]);
    simulator.control.pay({ session });
    await drain(bench);
    const [one] = await runtime.db.query<{ id: string; reference: string }>(
      "select id, reference from suspense_case where account_id = $1",
      [owing.accountId],
    );
    await holds();
    return one;
  }

  test("given back without an answer, it is found a day later, and not sent twice", async () => {
    const { runtime, simulator } = bench;
    const one = await suspended();
    const id = one?.id ?? "";
    const wish = { act: "return", accountRef: "", note: "" } as const;
    simulator.control.failNext({ kind: "reset", when: "after", times: 3 });
    const who = somebody();
    expect(await decideByRef(runtime, who, id, wish)).toMatchObject({ error: "provider-unsure" });
    simulator.control.clearFaults();
    expect(await answerWish(runtime, who, id, "no")).toMatchObject({ error: "provider-unsure" });
    const { breakId } = (await findCase(runtime.db, id)) ?? { breakId: "" };
    expect(await staffBreak(runtime, who, breakId)).toMatchObject({
      money: { state: "waiting", wish: { asked: true } },
    });
    advance(bench, 25 * 3_600_000);
    const again = await answerWish(runtime, who, id, "yes");
    expect(again).toEqual({ ok: true, value: { state: "done" } });
    const back = await runtime.payments.listRefunds(one?.reference ?? "");
    expect(back).toMatchObject({ kind: "ok", value: [{ amountMinor: 30_000n }] });
    await drain(bench);
    await holds();
  });

  /** Asks the provider as ever, and does something else before its answer is heard. */
  const meanwhile = (work: () => Promise<unknown>): TestRuntime => ({
    ...bench.runtime,
    payments: {
      ...bench.runtime.payments,
      refund: async (order) => {
        await work();
        return bench.runtime.payments.refund(order);
      },
    },
  });
  const back = { act: "return", accountRef: "", note: "" } as const;
  const booked = async () => (await booksOf(bench, owing.accountId)).payments;

  async function release(caseId: string) {
    const [row] = await bench.runtime.db.query<{ ref: string }>(
      "select ref from account where id = $1",
      [owing.accountId],
    );
    const wish = { act: "release", accountRef: row?.ref ?? "", note: "" } as const;
    return decideByRef(bench.runtime, somebody(), caseId, wish);
  }

  test("is not booked as well while the provider is asked to give it back", async () => {
    const one = (await suspended())?.id ?? "";
    const tried: unknown[] = [];
    const asking = meanwhile(async () => {
      tried.push(await answerWish(bench.runtime, somebody(), one, "no"));
      tried.push(await answerWish(bench.runtime, somebody(), one, "yes"));
      tried.push(await release(one));
    });
    const done = await decideByRef(asking, somebody(), one, back);
    expect(tried).toMatchObject([
      { error: "provider-unsure" },
      { error: "provider-unsure" },
      { error: "not-open" },
    ]);
    expect(done).toEqual({ ok: true, value: { state: "done" } });
    expect(await booked()).toBe(0);
    await drain(bench);
    await holds();
  });

  test("is not taken back by the first person once the second has agreed", async () => {
    const { runtime } = bench;
    await runtime.db.query(
      `update portfolio set policy = jsonb_set(policy, '{refundApprovalAbove}', '"100.00"'),
         policy_version = policy_version + 1 where id = $1`,
      [owing.portfolio.id],
    );
    const one = (await suspended())?.id ?? "";
    const [first, second] = [somebody(), somebody()];
    const wished = await decideByRef(runtime, first, one, back);
    expect(wished).toMatchObject({ value: { state: "waiting" } });
    let taken: unknown;
    const asking = meanwhile(async () => {
      taken = await answerWish(runtime, first, one, "no");
    });
    expect(await answerWish(asking, second, one, "yes")).toMatchObject({ ok: true });
    expect(taken).toMatchObject({ error: "provider-unsure" });
    await drain(bench);
    await holds();
  });

  test("is open again once the provider refused, and can be booked", async () => {
    const one = (await suspended())?.id ?? "";
    const refusing: TestRuntime = {
      ...bench.runtime,
      payments: {
        ...bench.runtime.payments,
        refund: async () => ({ kind: "refused", reason: "disputed", detail: "test" }),
      },
    };
    const done = await decideByRef(refusing, somebody(), one, back);
    expect(done).toMatchObject({ error: "provider-refused" });
    expect(await release(one)).toEqual({ ok: true, value: { state: "done" } });
    expect(await booked()).toBe(1);
    await holds();
  });

  test("goes back the way it came, and reconciles", async () => {
    const { runtime } = bench;
    const one = await suspended();
    const wish = { act: "return", accountRef: "", note: "" } as const;
    const done = await decideByRef(runtime, somebody(), one?.id ?? "", wish);
    expect(done).toEqual({ ok: true, value: { state: "done" } });
    const back = await runtime.payments.listRefunds(one?.reference ?? "");
    expect(back).toMatchObject({ kind: "ok", value: [{ amountMinor: 30_000n }] });
    await drain(bench);
    await holds();
  });
});
