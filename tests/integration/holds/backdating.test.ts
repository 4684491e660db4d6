import { beforeEach, describe, expect, test } from "vitest";
import type { Hold } from "#app/domain/holds/hold.ts";
import { noComponents } from "#app/domain/money/components.ts";
import { calendarDate } from "#app/domain/primitives/date.ts";
import { instantOf } from "#app/domain/primitives/zone.ts";
import { system } from "#app/services/act.server.ts";
import { receiptCopy } from "#app/services/documents/receipt-copy.server.ts";
import { setHold } from "#app/services/holds/set-hold.server.ts";
import { verifyLedger } from "#app/services/operations/verify-ledger.server.ts";
import { askCreditBack } from "#app/services/payments/ask-credit-back.server.ts";
import { chargePlanInterest } from "#app/services/plans/charge-plan-interest.server.ts";
import type { Portfolio } from "#app/services/portfolios/load-portfolio.server.ts";
import { balancePage } from "#app/services/reading/balance.server.ts";
import { planPage } from "#app/services/reading/plan.server.ts";
import { receipt } from "#app/services/reading/receipt.server.ts";
import { staffPayment } from "#app/services/reading/staff-payment.server.ts";
import { setTime, withPayments } from "../../support/payments.ts";
import { runsOf } from "../../support/pdf.ts";
import { staffOf } from "../../support/refunds.ts";
import { somePortfolio } from "../../support/runtime.ts";
import { plainDraft, policyOf } from "../../support/scenarios/draft.ts";
import { atLevelTwo, loaded, payElsewhere, sign } from "../../support/signing.ts";
import { someAccount } from "../../support/visitor.ts";

const bench = withPayments();
const start = "2026-11-21";
let portfolio: Portfolio;

type Interest = { readonly mode: string } | null;

async function house(interest: Interest): Promise<void> {
  const draft = plainDraft();
  if (interest !== null)
    draft.changes.push((policy) => {
      policy.instalments.interest = interest;
    });
  portfolio = await somePortfolio(bench.runtime, {
    currency: "CNY",
    timeZone: "Asia/Shanghai",
    policy: policyOf(draft),
  });
}

/** Noon of a day, after the worker has posted what is due on it. */
async function go(day: string): Promise<void> {
  setTime(bench, instantOf(calendarDate(day), "12:00", "Asia/Shanghai"));
  await chargePlanInterest(bench.runtime);
}

/** 10,000.00 and 500.00 of interest, more than 90 days overdue; with a plan, one in three. */
async function owing(interest: Interest): Promise<string> {
  await go(start);
  const { accountId } = await someAccount(bench.runtime, portfolio, {
    asOf: calendarDate(start),
    components: { ...noComponents, principal: 1_000_000n, interest: 50_000n },
    minimumDueMinor: 0n,
    delinquentSince: calendarDate("2026-08-01"),
    terms: { dailyRate: "0.0005" },
  });
  if (interest === null) return accountId;
  const visit = await atLevelTwo(bench.runtime, accountId);
  const pick = `${start}.instalments.3.monthly.2026-12-15`;
  expect(await sign(bench.runtime, visit, accountId, pick)).toMatchObject({ ok: true });
  return accountId;
}

const pay = (accountId: string, amountMinor: bigint, on: string) =>
  payElsewhere(bench.runtime, accountId, amountMinor, calendarDate(on));

function hold(accountId: string, from: string, to: string, more: { readonly id?: string } = {}) {
  const effects: Hold["effects"] = ["interest"];
  const days = { from: calendarDate(from), to: calendarDate(to) };
  const wanted = { accountId, kind: "manual", ...days, effects, reason: "test", ...more } as const;
  return setHold(bench.runtime, system, wanted);
}

interface Books {
  readonly kind: string;
  readonly rule: string;
  readonly onceKey: string;
  readonly principal: bigint;
  readonly interest: bigint;
  readonly credit: bigint;
}

const booksOf = (accountId: string) =>
  bench.runtime.db.query<Books>(
    `select kind, rule, once_key as "onceKey", principal, interest, credit from posting
     where account_id = $1 and source = 'portal' and kind in ('credit', 'interest')
     order by account_seq`,
    [accountId],
  );

async function owedOf(accountId: string) {
  const { balance } = await loaded(bench.runtime, accountId);
  return { ...balance.components, credit: balance.creditMinor };
}

/** The debtor's credit by the ledger, which is what may go back. */
async function creditIn(accountId: string): Promise<bigint> {
  const [row] = await bench.runtime.db.query<{ credit: bigint }>(
    "select coalesce(sum(credit), 0)::bigint as credit from posting where account_id = $1",
    [accountId],
  );
  return row?.credit ?? 0n;
}

beforeEach(() => house(null));

const interests: readonly [string, Interest][] = [
  ["no plan", null],
  ["a plan at the account's own rate", { mode: "contract" }],
  ["a plan at a reduced rate", { mode: "reduced", annualRate: "0.06" } as Interest],
  ["a plan with a fee", { mode: "fee", feePerInstalment: "0.0060" } as Interest],
];

describe.each(interests)("a hold told of late, with %s", (_, interest) => {
  test("leaves what would be owed had it been known from its first day", async () => {
    await house(interest);
    const lives: Record<string, unknown>[] = [];
    for (const known of ["at once", "late"] as const) {
      const accountId = await owing(interest);
      await go("2026-12-05");
      if (known === "at once") await hold(accountId, "2026-12-05", "2026-12-20");
      await go("2026-12-15");
      await pay(accountId, 3_000_00n, "2026-12-15");
      await go("2026-12-28");
      await pay(accountId, 700_00n, "2026-12-28");
      await go("2027-01-15");
      await pay(accountId, 3_000_00n, "2027-01-15");
      await go("2027-01-18");
      if (known === "late") await hold(accountId, "2026-12-05", "2026-12-20");
      const then = await owedOf(accountId);
      await go("2027-02-15");
      await pay(accountId, 9_000_00n, "2027-02-15");
      await go("2027-03-01");
      lives.push({ then, now: await owedOf(accountId), credit: await creditIn(accountId) });
    }
    expect(lives[1]).toEqual(lives[0]);
    expect(await verifyLedger(bench.runtime)).toMatchObject({ fault: null });
  });
});

describe("what a hold gives back of a plan at a reduced rate", () => {
  const reduced = { mode: "reduced", annualRate: "0.06" } as Interest;
  let accountId: string;

  beforeEach(async () => {
    await house(reduced);
    accountId = await owing(reduced);
    await go("2026-12-15");
  });

  test("is posted beside the charge, naming charge and hold, and told", async () => {
    await pay(accountId, 1_000_00n, "2026-12-15");
    await go("2026-12-20");
    const set = await hold(accountId, "2026-12-05", "2026-12-15");
    // 10,000.00 x 6% x 24/365 = 39.45, of which 14/24 = 23.01 stay.
    expect(set).toMatchObject({ ok: true, value: { creditedMinor: 16_44n } });
    const holdId = set.ok ? set.value.hold.id : "";
    const books = await booksOf(accountId);
    expect(books).toMatchObject([
      { kind: "credit", rule: "interest-held", interest: -16_44n, credit: 0n },
      { kind: "interest", rule: "payment-resplit", interest: 16_44n, principal: -16_44n },
    ]);
    for (const { onceKey } of books) expect(onceKey.endsWith(`:${holdId}`)).toBe(true);
    const told = await bench.runtime.db.query(
      `select data->>'kind' as kind, data->>'amount' as amount, data->>'reason' as reason
       from event where account_id = $1 and data->>'reason' = $2 order by account_seq`,
      [accountId, `hold:${holdId}`],
    );
    expect(told).toEqual([
      { kind: "interest-reversal", amount: "16.44", reason: `hold:${holdId}` },
      { kind: "payment-resplit", amount: "16.44", reason: `hold:${holdId}` },
    ]);
    expect(await owedOf(accountId)).toMatchObject({
      principal: 1_000_000n - (1_000_00n - 23_01n),
      interest: 50_000n,
    });
  });

  test("is called what it is where the balance is explained, and so is the charge", async () => {
    await pay(accountId, 1_000_00n, "2026-12-15");
    await go("2026-12-20");
    await hold(accountId, "2026-12-05", "2026-12-15");
    const page = balancePage(bench.runtime, await loaded(bench.runtime, accountId));
    expect(page.changes.map(({ kind, amountMinor }) => [kind, amountMinor])).toEqual([
      ["planInterest", 39_45n],
      ["interestBack", -16_44n],
      ["payment", -1_000_00n],
    ]);
  });

  test("is given once: asked twice, of the same days, or of some of them", async () => {
    await go("2026-12-20");
    const id = bench.runtime.ids.next();
    await hold(accountId, "2026-12-05", "2026-12-15", { id });
    const owed = await owedOf(accountId);
    await hold(accountId, "2026-12-05", "2026-12-15", { id });
    await hold(accountId, "2026-12-05", "2026-12-15");
    await hold(accountId, "2026-12-07", "2026-12-09");
    expect(await owedOf(accountId)).toEqual(owed);
    expect(await booksOf(accountId)).toHaveLength(1);
  });

  test("is not counted twice when the collector's file contains the charge, or both", async () => {
    const file = async (asOf: string, interest: bigint) =>
      bench.runtime.db.query(
        `update account set as_of = $2, interest = $3::bigint, total = principal + $3::bigint,
           applied_through = (select max(account_seq) from event where account_id = $1)
         where id = $1`,
        [accountId, asOf, interest],
      );
    await go("2026-12-20");
    await file("2026-12-18", 50_000n + 39_45n);
    await hold(accountId, "2026-12-05", "2026-12-15");
    expect(await owedOf(accountId)).toMatchObject({ interest: 50_000n + 23_01n });
    await go("2026-12-22");
    await file("2026-12-22", 50_000n + 23_01n);
    expect(await owedOf(accountId)).toMatchObject({ interest: 50_000n + 23_01n });
    await hold(accountId, "2026-12-05", "2026-12-12");
    expect(await owedOf(accountId)).toMatchObject({ interest: 50_000n + 23_01n });
  });

  test("completes the plan where nothing is owed any more", async () => {
    const { balance } = await loaded(bench.runtime, accountId);
    await pay(accountId, balance.totalMinor - 10_00n, "2026-12-15");
    await go("2026-12-20");
    await hold(accountId, "2026-12-05", "2026-12-15");
    expect(await owedOf(accountId)).toMatchObject({ principal: 0n, interest: 0n, credit: 6_44n });
    const visit = await atLevelTwo(bench.runtime, accountId);
    const page = await planPage(bench.runtime, visit, await loaded(bench.runtime, accountId));
    expect(page).toMatchObject({ plan: { state: "completed" }, leftMinor: 0n });
  });
});

describe("a payment that met interest which a hold takes away", () => {
  test("gives it as credit that may go back, the way it was paid", async () => {
    const accountId = await owing(null);
    await go("2026-12-11");
    await pay(accountId, 10_600_00n, "2026-12-11");
    await go("2026-12-20");
    await hold(accountId, "2026-12-01", "2026-12-11");
    expect(await owedOf(accountId)).toMatchObject({ principal: 0n, interest: 0n, credit: 50_00n });
    expect(await creditIn(accountId)).toBe(50_00n);
    const [payment] = await bench.runtime.db.query<{ id: string }>(
      "select id from payment where account_id = $1",
      [accountId],
    );
    const paper = await receipt(
      bench.runtime,
      await loaded(bench.runtime, accountId),
      payment?.id ?? "",
    );
    // The receipt stays as it was on the day, and says what the payment counts as now.
    expect(paper).toMatchObject({
      split: { principal: 1_000_000n, interest: 600_00n },
      creditMinor: 0n,
      anew: { split: { principal: 1_000_000n, interest: 550_00n }, creditMinor: 50_00n },
    });
    const { actor, debtor } = await atLevelTwo(bench.runtime, accountId);
    const reader = { debtorId: debtor.id, locale: "en" } as const;
    const books = await loaded(bench.runtime, accountId);
    const copy = await receiptCopy(bench.runtime, reader, books, payment?.id ?? "");
    const said = runsOf(copy?.bytes ?? Buffer.from("")).map(({ text }) => text);
    expect(said.join(" ")).toContain("This payment has been split anew");
    const staff = staffOf(bench, { portfolio, accountId, actor }, "supervisor");
    const trail = await staffPayment(bench.runtime, staff, payment?.id ?? "");
    expect(trail?.postings.map(({ kind }) => kind)).toEqual(["payment", "interest"]);
    const asked = await askCreditBack(bench.runtime, actor, accountId);
    expect(asked).toMatchObject({ ok: true, value: [{ amount: 50_00n, creditOnly: true }] });
  });
});
