import { beforeEach, describe, expect, test } from "vitest";
import { suspenseBalances } from "#app/db/stores/house-postings.server.ts";
import { verifyLedger } from "#app/services/operations/verify-ledger.server.ts";
import { decideByRef } from "#app/services/suspense/decide-by-ref.server.ts";
import { answerWish } from "#app/services/suspense/decide-case.server.ts";
import {
  advance,
  drain,
  type Owing,
  openPage,
  someOwing,
  withPayments,
} from "../support/payments.ts";
import { staffOf } from "../support/refunds.ts";

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
    advance(bench, 25 * 3_600_000);
    const again = await answerWish(runtime, who, id, "yes");
    expect(again).toEqual({ ok: true, value: { state: "done" } });
    const back = await runtime.payments.listRefunds(one?.reference ?? "");
    expect(back).toMatchObject({ kind: "ok", value: [{ amountMinor: 30_000n }] });
    await drain(bench);
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
