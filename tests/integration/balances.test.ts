import { beforeEach, describe, expect, it } from "vitest";
import { findAccountsByRef } from "#app/db/stores/accounts.server.ts";
import { calendarDate } from "#app/domain/primitives/date.ts";
import { loadAccount } from "#app/services/accounts/account-state.server.ts";
import { system } from "#app/services/act.server.ts";
import { importAccounts } from "#app/services/imports/import-accounts.server.ts";
import { importBalances } from "#app/services/imports/import-balances.server.ts";
import type { Refusal } from "#app/services/imports/import-file.server.ts";
import { bookPayment } from "#app/services/payments/book-payment.server.ts";
import type { Portfolio } from "#app/services/portfolios/load-portfolio.server.ts";
import { type Columns, csvOf, fileOf, plainRow } from "../support/account-file.ts";
import { withTestDatabase } from "../support/database.ts";
import { somePortfolio, type TestRuntime, testRuntime } from "../support/runtime.ts";

const db = withTestDatabase();
let runtime: TestRuntime;
let portfolio: Portfolio;
const still = { interest: "", daily_rate: "", statement_day: "" };

beforeEach(async () => {
  runtime = testRuntime(db);
  portfolio = await somePortfolio(runtime);
  await accounts([plainRow(1, still)]);
});

async function bring(work: typeof importAccounts, rows: readonly Columns[]) {
  const refusals: Refusal[] = [];
  const done = await work(runtime, system, portfolio, {
    path: fileOf(csvOf(rows)),
    fileName: "f",
    dryRun: false,
    onRefusal: (one) => refusals.push(one),
  });
  if (!done.ok) throw new Error(done.error.message);
  const { inserted, updated, unchanged, refused } = done.value;
  return { counts: [inserted, updated, unchanged, refused], refusals };
}

const accounts = (rows: readonly Columns[]) => bring(importAccounts, rows);
const balances = (rows: readonly Columns[]) => bring(importBalances, rows);

async function loaded() {
  const [row] = await findAccountsByRef(db, [portfolio.id], "A-1");
  return loadAccount(runtime, db, row!);
}

/** Money received elsewhere; answers the number of its event. */
async function pay(amountMinor: bigint, effectiveOn = "2026-11-10"): Promise<bigint> {
  const { row } = await loaded();
  const key = runtime.ids.next();
  const booked = await db.transaction((tx) =>
    bookPayment(runtime, tx, {
      accountId: row.id,
      amountMinor,
      effectiveOn: calendarDate(effectiveOn),
      paidAt: new Date(`${effectiveOn}T04:00:00Z`),
      source: "elsewhere",
      method: "transfer",
      reference: null,
      chargeRef: null,
      debtorId: null,
      attemptId: null,
      onceKey: `elsewhere:${key}`,
    }),
  );
  return booked.accountSeq!;
}

const balance = (on: string, principal: string, through: bigint | ""): Columns => ({
  account_ref: "A-1",
  as_of: on,
  principal,
  applied_through: String(through),
});

async function breaks(): Promise<string[]> {
  const rows = await db.query<{ kind: string }>(
    "select kind from break where portfolio_id = $1 order by raised_at, kind",
    [portfolio.id],
  );
  return rows.map(({ kind }) => kind);
}

describe("a balance that never lies", () => {
  it("counts a payment once, whether tonight's file holds it or not", async () => {
    const seq = await pay(30_000n);
    expect((await loaded()).balance.totalMinor).toBe(70_000n);
    await balances([balance("2026-11-11", "1000.00", 0n)]);
    expect((await loaded()).balance.totalMinor).toBe(70_000n);
    await balances([balance("2026-11-12", "700.00", seq)]);
    expect((await loaded()).balance.totalMinor).toBe(70_000n);
    expect(await breaks()).toEqual([]);
  });

  it("says nothing new when it comes again", async () => {
    const seq = await pay(30_000n);
    const row = balance("2026-11-12", "700.00", seq);
    expect((await balances([row])).counts).toEqual([0, 1, 0, 0]);
    expect((await balances([row])).counts).toEqual([0, 0, 1, 0]);
  });

  it("refuses a file that does not say what it has applied, once money came in", async () => {
    await pay(30_000n);
    const { refusals } = await balances([balance("2026-11-12", "700.00", "")]);
    expect(refusals).toEqual([
      {
        line: 2,
        accountRef: "A-1",
        column: "applied_through",
        reason: "applied-through-missing",
      },
    ]);
    expect((await accounts([plainRow(1, { ...still, as_of: "2026-11-12" })])).refusals).toEqual([
      expect.objectContaining({ column: "applied_through", reason: "applied-through-missing" }),
    ]);
    expect((await loaded()).balance.totalMinor).toBe(70_000n);
  });

  it("keeps an older statement as history, once, and leaves the balance", async () => {
    await balances([balance("2026-11-12", "700.00", 0n)]);
    const older = balance("2026-11-05", "650.00", 0n);
    expect((await balances([older])).counts).toEqual([0, 0, 1, 0]);
    await balances([older]);
    expect((await loaded()).row).toMatchObject({ asOf: "2026-11-12", principal: 70_000n });
    const kept = await db.query(
      "select as_of from account_snapshot where reason = 'older' and portfolio_id = $1",
      [portfolio.id],
    );
    expect(kept).toEqual([{ as_of: "2026-11-05" }]);
  });

  it("takes the higher number of the same day", async () => {
    const seq = await pay(30_000n);
    await balances([balance("2026-11-12", "700.00", seq)]);
    await balances([balance("2026-11-12", "1000.00", seq - 1n)]);
    expect((await loaded()).balance.totalMinor).toBe(70_000n);
  });

  it("raises a break for other amounts of one day and number; the later counts", async () => {
    await balances([balance("2026-11-12", "700.00", 0n)]);
    await balances([balance("2026-11-12", "705.00", 0n)]);
    expect((await loaded()).row.principal).toBe(70_500n);
    expect(await breaks()).toEqual(["snapshot:amounts-differ"]);
  });

  it("raises a break for a newer day that knows less, and counts the postings again", async () => {
    const seq = await pay(30_000n);
    await balances([balance("2026-11-12", "700.00", seq)]);
    await balances([balance("2026-11-13", "1000.00", seq - 1n)]);
    expect((await loaded()).balance.totalMinor).toBe(70_000n);
    expect(await breaks()).toEqual(["snapshot:number-fell"]);
  });

  it("marks events that the system of record has applied", async () => {
    const seq = await pay(30_000n);
    await balances([balance("2026-11-12", "700.00", seq)]);
    const [event] = await db.query("select applied_at from event where account_seq = $1", [seq]);
    expect(event?.applied_at).toBeInstanceOf(Date);
    expect((await loaded()).row.appliedSeen).toBe(seq);
  });
});

describe("a balance file", () => {
  it("changes the balance and nothing else", async () => {
    const before = (await loaded()).row;
    await balances([{ ...balance("2026-11-12", "700.00", 0n), delinquent_since: "2026-08-05" }]);
    const { row } = await loaded();
    expect(row).toEqual({
      ...before,
      asOf: "2026-11-12",
      principal: 70_000n,
      total: 70_000n,
      delinquentSince: "2026-08-05",
    });
  });

  it("refuses accounts that are not known, and other currencies", async () => {
    const { refusals } = await balances([
      { ...balance("2026-11-12", "700.00", 0n), account_ref: "A-77" },
      { ...balance("2026-11-12", "700.00", 0n), currency: "USD" },
    ]);
    expect(refusals.map(({ column, reason }) => [column, reason]).sort()).toEqual([
      ["account_ref", "unknown-account"],
      ["currency", "currency-mismatch"],
    ]);
  });
});
