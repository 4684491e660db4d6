import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, beforeEach } from "vitest";
import { calendarDate } from "#app/domain/primitives/date.ts";
import { stripeProvider } from "#app/gateways/stripe/provider.server.ts";
import type { DebtorActor } from "#app/services/actor.ts";
import type { AccountInput } from "#app/services/imports/account-input.ts";
import { saveAccounts } from "#app/services/imports/save-accounts.server.ts";
import { receiveWebhook } from "#app/services/payments/receive-webhook.server.ts";
import { settleEvents } from "#app/services/payments/settle-events.server.ts";
import { startPayment } from "#app/services/payments/start-payment.server.ts";
import type { Portfolio } from "#app/services/portfolios/load-portfolio.server.ts";
import type { StripeSimulator } from "#app/simulators/stripe/server.ts";
import { withTestDatabase } from "./database.ts";
import { somePortfolio, type TestRuntime, testRuntime } from "./runtime.ts";
import { startWitnessed } from "./stripe-simulator.ts";

const secret = "whsec_evenkeeltests";

export interface PaymentBench {
  readonly runtime: TestRuntime;
  readonly simulator: StripeSimulator;
  /** What the webhook receiver answers before it looks; null: as the route does. */
  answer: number | null;
}

/** A database, a Stripe simulator with signed webhooks, and a receiver that acts as the route. */
export function withPayments(): PaymentBench {
  const db = withTestDatabase();
  const bench = { answer: null } as { -readonly [K in keyof PaymentBench]: PaymentBench[K] };
  const closers: (() => Promise<void>)[] = [];
  beforeAll(async () => {
    const url = await receiver(bench, closers);
    bench.simulator = await startWitnessed({
      webhookUrl: url,
      webhookSecret: secret,
      retryDelaysMs: [20, 40, 80],
      webhookTimeoutMs: 2_000,
    });
    closers.push(() => bench.simulator.close());
    bench.runtime = testRuntime(db, {
      payments: stripeProvider({
        secretKey: "sk_test_evenkeel",
        webhookSecrets: [secret],
        apiBase: bench.simulator.origin,
        timeoutMs: 1_500,
        maxNetworkRetries: 0,
      }),
    });
  });
  beforeEach(() => {
    bench.answer = null;
    bench.simulator.control.reset();
    setTime(bench, "2026-11-19T08:00:00Z");
  });
  afterAll(async () => {
    for (const close of closers.reverse()) await close();
  });
  return bench;
}

/** Moves the clock of the product and that of the provider. */
export function setTime({ runtime, simulator }: PaymentBench, instant: string | number): void {
  runtime.clock.set(instant);
  simulator.control.clock({ now: runtime.clock.now() });
}

export function advance(bench: PaymentBench, byMs: number): void {
  setTime(bench, bench.runtime.clock.now() + byMs);
}

async function receiver(bench: PaymentBench, closers: (() => Promise<void>)[]): Promise<string> {
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
    if (bench.answer !== null) return response.writeHead(bench.answer).end();
    const signature = String(request.headers["stripe-signature"]);
    const received = await receiveWebhook(bench.runtime, Buffer.concat(chunks), signature);
    return response.writeHead(received.ok ? 200 : 400).end();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  closers.push(async () => {
    server.closeAllConnections();
    await new Promise<void>((resolve) => server.close(() => resolve()));
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/webhooks/stripe`;
}

export interface Owing {
  readonly portfolio: Portfolio;
  readonly accountId: string;
  readonly actor: DebtorActor;
}

/** An account of 10,000.00 principal, 500.00 interest and 80.00 penalty, 79 days overdue. */
export async function someOwing(
  { runtime }: PaymentBench,
  changes: Partial<AccountInput> = {},
  into?: Portfolio,
): Promise<Owing> {
  const portfolio = into ?? (await somePortfolio(runtime));
  const saved = await saveAccounts(runtime, portfolio, [{ ...account(runtime), ...changes }]);
  const [outcome] = saved;
  if (outcome?.outcome !== "inserted") throw new Error(JSON.stringify(outcome));
  const accountId = outcome.accountId as string;
  const [row] = await runtime.db.query<{ debtorId: string }>(
    `select debtor_id as "debtorId" from account where id = $1`,
    [accountId],
  );
  return { portfolio, accountId, actor: actorFor(runtime, row?.debtorId ?? "") };
}

/** Somebody inside, at level 1. */
export function actorFor(runtime: TestRuntime, debtorId: string): DebtorActor {
  return { kind: "debtor", debtorId, sessionId: runtime.ids.next(), level: 1 };
}

function account(runtime: TestRuntime): AccountInput {
  const tail = runtime.ids.next().slice(-12);
  return {
    ref: `6225-${tail}`,
    debtor: {
      ref: `D-${tail}`,
      name: "林样本",
      dateOfBirth: calendarDate("1984-05-06"),
      idLast4: "123X",
      postcode: "200000",
      phone: "+8613800000000",
      email: `sample-${tail}@example.test`,
      address: null,
      locale: "zh-CN",
      timeZone: null,
    },
    currency: "CNY",
    asOf: calendarDate("2026-11-19"),
    components: {
      principal: 1_000_000n,
      interest: 50_000n,
      penalty: 8_000n,
      fees: 0n,
      costs: 0n,
    },
    minimumDueMinor: 120_000n,
    delinquentSince: calendarDate("2026-09-01"),
    terms: { dailyRate: "0.0005", accruesOn: ["principal"], compounding: "none" },
    product: "credit-card",
    cardLast4: "4321",
    originalCreditor: null,
    openedOn: null,
    chargeOffOn: null,
    lastStatementOn: null,
    itemisation: { on: null, amountMinor: null, paymentsMinor: null, creditsMinor: null },
    flags: [],
    status: null,
    jointDebtorRefs: null,
    appliedThrough: null,
  };
}

/** Starts a payment of one's own amount, which must open a page; answers session and attempt. */
export async function openPage(
  { runtime }: PaymentBench,
  { accountId, actor }: Owing,
  otherMinor = 100_000n,
): Promise<{ session: string; attemptId: string; url: string }> {
  const wish = { accountId, choice: "other", otherMinor, locale: "zh-CN" } as const;
  const start = await startPayment(runtime, actor, wish);
  if (!start.ok || start.value.go !== "page") throw new Error(JSON.stringify(start));
  const { attemptId, url } = start.value;
  const [row] = await runtime.db.query<{ reference: string }>(
    "select reference from payment_attempt where id = $1",
    [attemptId],
  );
  return { session: row?.reference ?? "", attemptId, url };
}

/** Waits until every webhook has been delivered or given up, then works through the inbox. */
export async function drain({ runtime, simulator }: PaymentBench): Promise<void> {
  await simulator.control.settled();
  await settleEvents(runtime);
}

/** What the books say of an account: minor units. */
export async function booksOf({ runtime }: PaymentBench, accountId: string) {
  const { db } = runtime;
  const count = async (sql: string) =>
    (await db.query<{ n: bigint }>(`select count(*) as n from ${sql}`, [accountId]))[0]?.n;
  const [paid] = await db.query<{ sum: string | null }>(
    `select sum(amount)::text as sum from payment where account_id = $1`,
    [accountId],
  );
  const [entries] = await db.query<{ off: string | null }>(
    `select sum(e.amount)::text as off from entry e join posting p on p.id = e.posting_id
     where p.account_id = $1`,
    [accountId],
  );
  return {
    payments: Number(await count("payment where account_id = $1")),
    paidMinor: BigInt(paid?.sum ?? 0),
    postings: Number(await count("posting where account_id = $1")),
    events: Number(await count("event where account_id = $1 and type = 'payment.succeeded'")),
    breaks: Number(await count("break where account_id = $1")),
    attempts: Number(await count("payment_attempt where account_id = $1")),
    offBalance: BigInt(entries?.off ?? 0),
  };
}

/** An attempt's state and why. */
export async function attemptOf({ runtime }: PaymentBench, id: string) {
  const [row] = await runtime.db.query<{ state: string; failure: string | null }>(
    "select state, failure from payment_attempt where id = $1",
    [id],
  );
  return row;
}
