import type { Database } from "#app/db/database.server.ts";
import { insertAttempt } from "#app/db/stores/attempts.server.ts";
import { insertInstalments, insertPlan } from "#app/db/stores/plans.server.ts";
import { calendarDate } from "#app/domain/primitives/date.ts";
import type { AccountInput } from "#app/services/imports/account-input.ts";
import { settleFound } from "#app/services/payments/settle-found.server.ts";
import type { Portfolio } from "#app/services/portfolios/load-portfolio.server.ts";
import { somePortfolio, type TestRuntime, testRuntime } from "../support/runtime.ts";
import { someAccount } from "../support/visitor.ts";
import { bareStatements } from "./bare-payment.ts";
import type { Bed } from "./bed.ts";
import { amountMinor, attemptOf, type Debt, type Payment } from "./one-payment.ts";
import { elapsed, type Row, ratesInTurn } from "./table.ts";

const clients = 8;

/** Payments posted in full, on many accounts and on one, against the same writes alone. */
export async function paymentRows(bed: Bed): Promise<Row[]> {
  const against = "the same writes by the fewest statements, nothing read or decided";
  const many = await compare(bed, { accounts: 200, payments: 800 });
  const one = await compare(bed, { accounts: 1, payments: 64 });
  const what = `payments posted in full, ${clients} clients`;
  return [
    { what, against, ratio: many, floor: 0.3, goal: 0.6, better: "more" },
    { what: `${what}, one account`, against, ratio: one, floor: 0.4, goal: 0.7, better: "more" },
  ];
}

function compare(bed: Bed, size: { accounts: number; payments: number }): Promise<number> {
  return bed.withDatabase(async (db) => {
    const runtime = testRuntime(db, {
      payments: { name: "stripe", livemode: false } as TestRuntime["payments"],
    });
    const portfolio = await somePortfolio(runtime);
    const run = async (pay: (payment: Payment) => Promise<unknown>) => {
      const debts: Debt[] = [];
      for (let n = 0; n < size.accounts; n += 1) debts.push(await someDebt(runtime, portfolio));
      const payments = Array.from({ length: size.payments }, (_, index) => ({
        ...(debts[index % debts.length] as Debt),
        n: runtime.ids.next(),
        amountMinor,
      }));
      return elapsed(() => atOnce(payments, pay));
    };
    const ours = (payment: Payment) => postInFull(runtime, db, payment);
    const bare = (payment: Payment) => bareStatements(runtime, db, payment);
    await run(ours);
    return ratesInTurn(
      () => run(ours),
      () => run(bare),
    );
  });
}

/** As a payer does it: the attempt before the page, the settling when the provider has told. */
async function postInFull(runtime: TestRuntime, db: Database, payment: Payment): Promise<void> {
  const { n, portfolio } = payment;
  const at = new Date(runtime.clock.now());
  await db.transaction((tx) => insertAttempt(tx, attemptOf(payment, at)));
  await settleFound(runtime, n, {
    reference: `cs_${n}`,
    status: "succeeded",
    amountMinor: payment.amountMinor,
    currency: portfolio.currency,
    livemode: false,
    attemptId: n,
    intentId: `pi_${n}`,
    chargeId: `ch_${n}`,
    method: { type: "card", brand: "visa", last4: "4242" },
    authorisedAt: runtime.clock.now(),
    failure: null,
    expiresAt: null,
  });
}

async function someDebt(runtime: TestRuntime, portfolio: Portfolio): Promise<Debt> {
  const { accountId } = await someAccount(runtime, portfolio, { debtor: silent(runtime) });
  const [row] = await runtime.db.query<{ id: string }>(
    `select debtor_id as id from account where id = $1`,
    [accountId],
  );
  const debtorId = row?.id ?? "";
  const planId = runtime.ids.next();
  const amount = 10_000_00n / 10n;
  await runtime.db.transaction(async (tx) => {
    await insertPlan(tx, {
      ...{ id: planId, accountId, portfolioId: portfolio.id, debtorId, kind: "instalments" },
      ...{ state: "active", interestMode: "frozen", frequency: "monthly" },
      ...{ currency: portfolio.currency, offer: {}, toPay: 10_000_00n, waived: 0n },
      ...{ firstDueOn: dueOn(1), lastDueOn: dueOn(10), agreedAt: new Date(runtime.clock.now()) },
      ...{ endedAt: null, replacedBy: null, fromSeq: 0n },
    });
    const lines = Array.from({ length: 10 }, (_, index) => ({
      ...{ n: index + 1, dueOn: dueOn(index + 1), movedFrom: null, amount, principal: amount },
      ...{ interest: 0n, penalty: 0n, fees: 0n, costs: 0n },
      balanceAfter: amount * BigInt(9 - index),
    }));
    await insertInstalments(tx, planId, lines);
  });
  return { accountId, debtorId, planId, portfolio };
}

/** Without an address: no receipt is written to anybody. */
const silent = ({ ids }: TestRuntime): AccountInput["debtor"] => ({
  ...{ ref: ids.next(), name: "测试员", dateOfBirth: calendarDate("1990-04-05") },
  ...{ idLast4: "331X", postcode: null, phone: null, email: null, address: null },
  ...{ locale: "zh-CN", timeZone: null },
});

const dueOn = (month: number): string => calendarDate(`2027-${String(month).padStart(2, "0")}-15`);

async function atOnce(
  payments: readonly Payment[],
  pay: (payment: Payment) => Promise<unknown>,
): Promise<void> {
  const waiting = [...payments];
  const client = async (): Promise<void> => {
    for (let next = waiting.shift(); next; next = waiting.shift()) await pay(next);
  };
  await Promise.all(Array.from({ length: clients }, client));
}
