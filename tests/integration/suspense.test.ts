import { beforeEach, describe, expect, test } from "vitest";
import { suspenseBalances } from "#app/db/stores/house-postings.server.ts";
import { calendarDate } from "#app/domain/primitives/date.ts";
import { system } from "#app/services/act.server.ts";
import type { StaffRole } from "#app/services/actor.ts";
import { closeBreak, ownBreak } from "#app/services/breaks/close-break.server.ts";
import { verifyLedger } from "#app/services/operations/verify-ledger.server.ts";
import { takeBackPayment } from "#app/services/payments/take-back-payment.server.ts";
import { staffBreak, staffBreaks } from "#app/services/reading/staff-breaks.server.ts";
import { decideByRef } from "#app/services/suspense/decide-by-ref.server.ts";
import { answerWish } from "#app/services/suspense/decide-case.server.ts";
import {
  type ReceivedTransfer,
  receiveTransfer,
} from "#app/services/transfers/receive-transfer.server.ts";
import { booksOf, type Owing, someOwing, withPayments } from "../support/payments.ts";
import { staffOf } from "../support/refunds.ts";

const bench = withPayments();
let owing: Owing;
let made = 0;

beforeEach(async () => {
  owing = await someOwing(bench);
});

const transfer = (change: Partial<ReceivedTransfer> = {}): ReceivedTransfer => {
  made += 1;
  return {
    bankRef: `B-${made}`,
    bookedOn: calendarDate("2026-11-18"),
    currency: "CNY",
    amountMinor: 20_000n,
    reference: "no reference at all",
    payer: "样本甲",
    ...change,
  };
};

/** Puts money in suspense; answers its break and its case. */
async function waiting(change: Partial<ReceivedTransfer> = {}) {
  const received = transfer(change);
  const taken = await receiveTransfer(bench.runtime, system, owing.portfolio, received);
  if (!taken.ok) throw new Error(taken.error);
  const [row] = await bench.runtime.db.query<{ id: string; breakId: string }>(
    `select id, break_id as "breakId" from suspense_case where reference = $1`,
    [`${owing.portfolio.id}:${received.bankRef}`],
  );
  if (row === undefined) throw new Error("no case");
  return row;
}

const somebody = (role: StaffRole = "supervisor") => staffOf(bench, owing, role);

const refOf = async () => {
  const [row] = await bench.runtime.db.query<{ ref: string }>(
    "select ref from account where id = $1",
    [owing.accountId],
  );
  return row?.ref ?? "";
};

const release = async (caseId: string, who = somebody()) =>
  decideByRef(bench.runtime, who, caseId, { act: "release", accountRef: await refOf(), note: "" });

const holds = async () => {
  const { fault } = await verifyLedger(bench.runtime);
  expect(fault).toBeNull();
  for (const { booked, cases } of await suspenseBalances(bench.runtime.db)) {
    expect(booked).toBe(cases);
  }
};

describe("money in suspense", () => {
  test("is booked to its account on the day it came, told, and its break is closed", async () => {
    const { runtime } = bench;
    const one = await waiting();
    await holds();
    expect(await release(one.id)).toEqual({ ok: true, value: { state: "done" } });
    expect(await booksOf(bench, owing.accountId)).toMatchObject({
      payments: 1,
      paidMinor: 20_000n,
      events: 1,
      offBalance: 0n,
    });
    const [paid] = await runtime.db.query(
      "select effective_on, method from payment where account_id = $1",
      [owing.accountId],
    );
    expect(paid).toEqual({ effective_on: "2026-11-18", method: "bank_transfer" });
    const [entry] = await runtime.db.query<{ amount: bigint }>(
      `select e.amount from entry e join posting p on p.id = e.posting_id
       where p.account_id = $1 and e.ledger_account = 'suspense'`,
      [owing.accountId],
    );
    expect(entry?.amount).toBe(20_000n);
    const told = await runtime.db.query("select kind from contact_record where account_id = $1", [
      owing.accountId,
    ]);
    expect(told).toEqual([{ kind: "receipt" }]);
    const page = await staffBreak(runtime, somebody(), one.breakId);
    expect(page).toMatchObject({ state: "closed", money: { state: "released" } });
    await holds();
    expect(await release(one.id)).toEqual({ ok: false, error: "not-open" });
  });

  test("above the limit waits for a second person, and the first cannot be both", async () => {
    const { runtime } = bench;
    const one = await waiting({ amountMinor: 60_000_00n });
    const first = somebody();
    expect(await release(one.id, first)).toEqual({ ok: true, value: { state: "waiting" } });
    expect((await booksOf(bench, owing.accountId)).payments).toBe(0);
    expect(await answerWish(runtime, first, one.id, "yes")).toEqual({
      ok: false,
      error: "same-person",
    });
    const second = somebody();
    expect(await answerWish(runtime, second, one.id, "yes")).toMatchObject({ ok: true });
    expect((await booksOf(bench, owing.accountId)).paidMinor).toBe(60_000_00n);
    await holds();
  });

  test("a refused wish leaves it open", async () => {
    const one = await waiting({ amountMinor: 60_000_00n });
    await release(one.id);
    expect(await answerWish(bench.runtime, somebody(), one.id, "no")).toMatchObject({ ok: true });
    const page = await staffBreak(bench.runtime, somebody(), one.breakId);
    expect(page).toMatchObject({ state: "open", money: { state: "open", wish: null } });
    await holds();
  });

  test.each([
    ["return", "returned"],
    ["move", "moved"],
  ] as const)("%s leaves the books with a note, and not without", async (act, state) => {
    const { runtime } = bench;
    const one = await waiting();
    const answer = { act, accountRef: "", note: "" };
    expect(await decideByRef(runtime, somebody(), one.id, answer)).toEqual({
      ok: false,
      error: "note-missing",
    });
    const noted = { ...answer, note: "R-77" };
    expect(await decideByRef(runtime, somebody(), one.id, noted)).toMatchObject({ ok: true });
    const page = await staffBreak(runtime, somebody(), one.breakId);
    expect(page).toMatchObject({ state: "closed", money: { state } });
    await holds();
  });

  test("booked from here it is refunded, never reversed back into suspense", async () => {
    const { runtime } = bench;
    const one = await waiting();
    await release(one.id);
    const [paid] = await runtime.db.query<{ id: string }>(
      "select id from payment where account_id = $1",
      [owing.accountId],
    );
    const reversal = { paymentId: paid?.id ?? "", reason: "returned" };
    const taken = await takeBackPayment(runtime, system, reversal);
    expect(taken).toEqual({ ok: false, error: "refund-instead" });
    await holds();
  });

  test("never pays another creditor's debt, nor one in another currency", async () => {
    const one = await waiting({ currency: "USD" });
    expect(await release(one.id)).toMatchObject({ ok: true, value: { state: "waiting" } });
    const second = await answerWish(bench.runtime, somebody(), one.id, "yes");
    expect(second).toEqual({ ok: false, error: "other-currency" });
    const other = await someOwing(bench);
    const strange = { ...somebody(), portfolioIds: [owing.portfolio.id, other.portfolio.id] };
    const money = await waiting();
    const [row] = await bench.runtime.db.query<{ ref: string }>(
      "select ref from account where id = $1",
      [other.accountId],
    );
    const wish = { act: "release", accountRef: row?.ref ?? "", note: "" } as const;
    expect(await decideByRef(bench.runtime, strange, money.id, wish)).toEqual({
      ok: false,
      error: "other-portfolio",
    });
    await holds();
  });

  test("is booked once, however many decide at once", async () => {
    const one = await waiting();
    const all = await Promise.all(Array.from({ length: 6 }, () => release(one.id)));
    expect(all.filter((done) => done.ok)).toHaveLength(1);
    expect((await booksOf(bench, owing.accountId)).payments).toBe(1);
    await holds();
  });
});

describe("a break", () => {
  test("is owned, and closed with a reason by who may; with money waiting it is not", async () => {
    const { runtime } = bench;
    const one = await waiting();
    const who = somebody("collector");
    expect(await ownBreak(runtime, who, one.breakId, true)).toMatchObject({ ok: true });
    expect(await closeBreak(runtime, who, one.breakId, " ")).toMatchObject({
      error: "reason-missing",
    });
    expect(await closeBreak(runtime, who, one.breakId, "known")).toMatchObject({
      error: "money-waits",
    });
    const mine = { state: "open", mine: true, kind: null, days: null, after: null } as const;
    expect((await staffBreaks(runtime, who, mine)).rows.map(({ id }) => id)).toEqual([one.breakId]);
    const stranger = { ...somebody(), portfolioIds: [] };
    expect(await staffBreak(runtime, stranger, one.breakId)).toBeNull();
    expect(await closeBreak(runtime, stranger, one.breakId, "mine")).toMatchObject({
      error: "not-found",
    });
  });
});

describe("the ledger, worked out anew", () => {
  const tables = ["posting", "entry", "payment", "suspense_case", "house_posting"];
  const tamper = async (sql: string, params: readonly unknown[] = []) => {
    const { db } = bench.runtime;
    for (const table of tables) await db.query(`alter table ${table} disable trigger user`);
    await db.query(sql, params);
    for (const table of tables) await db.query(`alter table ${table} enable trigger user`);
    const { fault } = await verifyLedger(bench.runtime);
    return fault?.check;
  };

  test("tells which statement does not hold", async () => {
    const one = await waiting();
    await release(one.id);
    await waiting();
    await holds();
    const { db } = bench.runtime;
    const [payment] = await db.query<{ id: string; postingId: string }>(
      `select id, posting_id as "postingId" from payment where account_id = $1`,
      [owing.accountId],
    );
    const id = payment?.id;
    const raise = (by: number) =>
      tamper(`update payment set amount = amount + ${by} where id = $1`, [id]);
    expect(await raise(1)).toBe("payments-have-postings");
    await raise(-1);
    const line = (by: number) =>
      tamper(`update entry set amount = amount + ${by} where posting_id = $1 and line = 1`, [
        payment?.postingId,
      ]);
    expect(await line(1)).toBe("postings-balance");
    await line(-1);
    const state = (text: string) => tamper(`update break set ${text} where state = 'open'`);
    const open = "state = 'closed', closed_at = now(), reason = 'lost'";
    expect(await state(open)).toBe("cases-have-breaks");
    await tamper("update break set state = 'open', closed_at = null where reason = 'lost'");
    const house = (by: number) => tamper(`update house_posting set amount = amount + ${by}`);
    expect(await house(1)).toBe("suspense-has-cases");
    await house(-1);
    expect(await tamper("update house_posting set reference = reference || '!'")).toBe(
      "house-chain",
    );
  });
});
