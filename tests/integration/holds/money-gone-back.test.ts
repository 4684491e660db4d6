import { beforeEach, describe, expect, test } from "vitest";
import { findAccount } from "#app/db/stores/accounts.server.ts";
import type { Hold } from "#app/domain/holds/hold.ts";
import { noComponents } from "#app/domain/money/components.ts";
import { calendarDate } from "#app/domain/primitives/date.ts";
import { instantOf } from "#app/domain/primitives/zone.ts";
import { system } from "#app/services/act.server.ts";
import { setHold } from "#app/services/holds/set-hold.server.ts";
import { verifyLedger } from "#app/services/operations/verify-ledger.server.ts";
import { askCreditBack } from "#app/services/payments/ask-credit-back.server.ts";
import { decideRefund } from "#app/services/payments/decide-refund.server.ts";
import { moveCredit } from "#app/services/payments/move-credit.server.ts";
import { requestRefund } from "#app/services/payments/request-refund.server.ts";
import { takeBackPayment } from "#app/services/payments/take-back-payment.server.ts";
import { chargePlanInterest } from "#app/services/plans/charge-plan-interest.server.ts";
import type { Portfolio } from "#app/services/portfolios/load-portfolio.server.ts";
import { home } from "#app/services/reading/home.server.ts";
import { drain, setTime, withPayments } from "../../support/payments.ts";
import { staffOf, wishOf } from "../../support/refunds.ts";
import { somePortfolio } from "../../support/runtime.ts";
import { plainDraft, policyOf } from "../../support/scenarios/draft.ts";
import { atLevelTwo, loaded, payElsewhere, sign } from "../../support/signing.ts";
import { someAccount } from "../../support/visitor.ts";

const bench = withPayments();
const start = "2026-11-21";
let portfolio: Portfolio;
let accountId: string;

async function go(day: string): Promise<void> {
  setTime(bench, instantOf(calendarDate(day), "12:00", "Asia/Shanghai"));
  await chargePlanInterest(bench.runtime);
}

/** 10,000.00 and 500.00 of interest at 5.00 a day, more than 90 days overdue: principal first. */
async function owing(interest: object | null): Promise<void> {
  const draft = plainDraft();
  if (interest !== null)
    draft.changes.push((policy) => {
      policy.instalments.interest = interest;
    });
  const policy = policyOf(draft);
  portfolio = await somePortfolio(bench.runtime, {
    currency: "CNY",
    timeZone: "Asia/Shanghai",
    policy,
  });
  accountId = await anAccount();
}

async function anAccount(): Promise<string> {
  await go(start);
  const account = await someAccount(bench.runtime, portfolio, {
    asOf: calendarDate(start),
    components: { ...noComponents, principal: 1_000_000n, interest: 50_000n },
    minimumDueMinor: 0n,
    delinquentSince: calendarDate("2026-08-01"),
    terms: { dailyRate: "0.0005" },
  });
  return account.accountId;
}

async function pay(amountMinor: bigint, on: string): Promise<string> {
  await go(on);
  await payElsewhere(bench.runtime, accountId, amountMinor, calendarDate(on));
  const [row] = await bench.runtime.db.query<{ id: string }>(
    "select id from payment where account_id = $1 order by id desc limit 1",
    [accountId],
  );
  return row?.id ?? "";
}

async function takeBack(paymentId: string, on: string): Promise<void> {
  await go(on);
  const taken = { paymentId, reason: "returned" };
  expect(await takeBackPayment(bench.runtime, system, taken)).toMatchObject({ ok: true });
}

async function supervisor() {
  const { actor } = await atLevelTwo(bench.runtime, accountId);
  return staffOf(bench, { portfolio, accountId, actor }, "supervisor");
}

async function refund(paymentId: string, amountMinor: bigint): Promise<void> {
  const wish = wishOf(bench, paymentId, amountMinor);
  const done = await requestRefund(bench.runtime, await supervisor(), wish);
  const one = done.ok ? done.value : null;
  if (one?.state === "waiting-approval")
    await decideRefund(bench.runtime, await supervisor(), one.id, "approve");
  await drain(bench);
  const text = "select state from refund where id = $1";
  expect(await bench.runtime.db.query(text, [one?.id])).toEqual([{ state: "succeeded" }]);
}

async function moveAway(): Promise<void> {
  const toAccountId = await anotherOfTheDebtor();
  const move = { fromAccountId: accountId, toAccountId };
  expect(await moveCredit(bench.runtime, await supervisor(), move)).toMatchObject({ ok: true });
}

async function anotherOfTheDebtor(): Promise<string> {
  const today = bench.runtime.clock.now();
  const id = await anAccount();
  setTime(bench, today);
  const row = await findAccount(bench.runtime.db, accountId);
  const text = "update account set debtor_id = $2 where id = $1";
  await bench.runtime.db.query(text, [id, row?.debtorId]);
  return id;
}

/** Told of on `told`: the ten days from 1 December on are without interest. */
async function hold(told: string): Promise<void> {
  await go(told);
  const effects: Hold["effects"] = ["interest"];
  const days = { from: calendarDate("2026-12-01"), to: calendarDate("2026-12-11") };
  const wanted = { accountId, kind: "manual", ...days, effects, reason: "test" } as const;
  expect(await setHold(bench.runtime, system, wanted)).toMatchObject({ ok: true });
}

/** What is owed; credit as the replay, the ledger and the debtor's home page have it. */
async function owed() {
  const { components, creditMinor } = (await loaded(bench.runtime, accountId)).balance;
  const [row] = await bench.runtime.db.query<{ credit: bigint }>(
    "select sum(credit)::bigint as credit from posting where account_id = $1",
    [accountId],
  );
  const page = await home(bench.runtime, await atLevelTwo(bench.runtime, accountId), accountId);
  expect(page).toMatchObject({ creditMinor });
  expect(row?.credit ?? 0n).toBe(creditMinor);
  const { principal, interest } = components;
  return { principal, interest, creditMinor };
}

async function resplits(): Promise<readonly string[]> {
  const rows = await bench.runtime.db.query<{ text: string }>(
    `select concat_ws(' ', principal, interest, credit) as text from posting
     where account_id = $1 and rule = 'payment-resplit' order by account_seq`,
    [accountId],
  );
  return rows.map(({ text }) => text);
}

const creditBack = async () => {
  const { actor } = await atLevelTwo(bench.runtime, accountId);
  return askCreditBack(bench.runtime, actor, accountId);
};

describe("a hold told of after money went back", () => {
  beforeEach(() => owing(null));

  test("of all: what the payment met comes back, and no credit is left", async () => {
    const paid = await pay(10_600_00n, "2026-12-11");
    await takeBack(paid, "2026-12-12");
    await hold("2026-12-20");
    // 500.00 + 10 x 5.00 until the payment, and 8 x 5.00 since it was taken back.
    expect(await owed()).toEqual({ principal: 1_000_000n, interest: 590_00n, creditMinor: 0n });
    expect(await resplits()).toEqual(["0 5000 5000", "0 -5000 -5000"]);
    expect(await creditBack()).toEqual({ ok: false, error: "no-credit" });
  });

  test("of a part: it came from the credit first", async () => {
    const paid = await pay(10_600_00n, "2026-12-11");
    await refund(paid, 100_00n);
    expect(await owed()).toEqual({ principal: 0n, interest: 100_00n, creditMinor: 0n });
    await hold("2026-12-20");
    // 10,600.00 - 10,550.00 = 50.00 of credit; the other 50.00 had met interest.
    expect(await owed()).toEqual({ principal: 0n, interest: 50_00n, creditMinor: 0n });
    expect(await resplits()).toEqual(["0 5000 5000", "0 -5000 -5000"]);
    await refund(paid, 60_00n);
    expect(await owed()).toEqual({ principal: 0n, interest: 110_00n, creditMinor: 0n });
  });

  test("of the credit, to another account: more of it may go now", async () => {
    await pay(10_680_00n, "2026-12-11");
    await moveAway();
    await hold("2026-12-20");
    expect(await owed()).toEqual({ principal: 0n, interest: 0n, creditMinor: 50_00n });
    expect(await creditBack()).toMatchObject({ ok: true, value: [{ amount: 50_00n }] });
  });

  test("of the credit, then of a part: it met the credit there would have been", async () => {
    const paid = await pay(10_680_00n, "2026-12-11");
    await moveAway();
    await refund(paid, 100_00n);
    expect(await owed()).toEqual({ principal: 0n, interest: 100_00n, creditMinor: 0n });
    await hold("2026-12-20");
    expect(await owed()).toEqual({ principal: 0n, interest: 50_00n, creditMinor: 0n });
  });

  test("told twice, and of all that is left in the end", async () => {
    const paid = await pay(10_600_00n, "2026-12-11");
    await refund(paid, 100_00n);
    await hold("2026-12-20");
    await hold("2026-12-20");
    expect(await resplits()).toHaveLength(2);
    await refund(paid, 500_00n);
    expect(await owed()).toEqual({ principal: 0n, interest: 550_00n, creditMinor: 0n });
    expect(await verifyLedger(bench.runtime)).toMatchObject({ fault: null });
  });
});

describe.each([
  ["no plan", null],
  ["a plan at the account's own rate", { mode: "contract" }],
  ["a plan at a reduced rate", { mode: "reduced", annualRate: "0.06" }],
  ["a plan with a fee", { mode: "fee", feePerInstalment: "0.0060" }],
])("money that went back before a hold was told, with %s", (_, interest) => {
  test("leaves what would be owed had it been known from its first day", async () => {
    const lives: unknown[] = [];
    for (const told of ["2026-12-01", "2027-01-18"]) {
      await owing(interest);
      if (interest !== null) {
        const visit = await atLevelTwo(bench.runtime, accountId);
        const pick = `${start}.instalments.3.monthly.2026-12-15`;
        expect(await sign(bench.runtime, visit, accountId, pick)).toMatchObject({ ok: true });
      }
      if (told < "2026-12-15") await hold(told);
      const first = await pay(9_000_00n, "2026-12-15");
      await go("2026-12-17");
      await refund(first, 400_00n);
      const second = await pay(1_950_00n, "2026-12-28");
      await takeBack(second, "2026-12-30");
      await pay(1_000_00n, "2027-01-15");
      if (told > "2027-01-15") await hold(told);
      await go("2027-01-18");
      const then = await owed();
      await refund(first, 450_00n);
      await go("2027-03-01");
      lives.push({ then, now: await owed() });
    }
    expect(lives[1]).toEqual(lives[0]);
    expect(await verifyLedger(bench.runtime)).toMatchObject({ fault: null });
  });
});
