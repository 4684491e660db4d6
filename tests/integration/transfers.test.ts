import { writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import { transferReference } from "#app/domain/payments/transfer-reference.ts";
import { system } from "#app/services/act.server.ts";
import type { Refusal } from "#app/services/imports/import-file.server.ts";
import { verifyLedger } from "#app/services/operations/verify-ledger.server.ts";
import type { Portfolio } from "#app/services/portfolios/load-portfolio.server.ts";
import { importTransfers } from "#app/services/transfers/import-transfers.server.ts";
import { transferReferenceOf } from "#app/services/transfers/transfer-reference-of.server.ts";
import { type Api, apiClient, someKey } from "../support/api.ts";
import { withTestDatabase } from "../support/database.ts";
import { somePortfolio, type TestRuntime, testRuntime } from "../support/runtime.ts";
import { someAccount } from "../support/visitor.ts";

const db = withTestDatabase();
let runtime: TestRuntime;
let portfolio: Portfolio;
let api: Api;
let accountId: string;
let reference: string;
let made = 0;

beforeAll(async () => {
  runtime = testRuntime(db);
  portfolio = await somePortfolio(runtime);
  api = apiClient(runtime, await someKey(runtime, [portfolio.code]));
});

beforeEach(async () => {
  ({ accountId } = await someAccount(runtime, portfolio));
  reference = await transferReferenceOf(runtime, { id: accountId, portfolioId: portfolio.id });
});

const header = "booked_on,amount,currency,reference,payer,bank_ref";

async function bring(lines: readonly string[], dryRun = false) {
  made += 1;
  const path = join(tmpdir(), `evenkeel-transfers-${process.pid}-${made}.csv`);
  writeFileSync(path, [header, ...lines].join("\n"));
  const refusals: Refusal[] = [];
  const order = {
    path,
    fileName: "s.csv",
    dryRun,
    onRefusal: (one: Refusal) => refusals.push(one),
  };
  const done = await importTransfers(runtime, system, portfolio, order);
  if (!done.ok) throw new Error(done.error.message);
  const { inserted, unchanged, refused } = done.value;
  return { inserted, unchanged, refused, reasons: refusals.map(({ reason }) => reason) };
}

const bankRef = () => `T-${++made}`;

const stateOf = async (ref: string) => {
  const [row] = await db.query<{ state: string; kind: string | null; suggestion: string | null }>(
    `select t.state, b.kind, c.suggestion_id as suggestion from transfer t
     left join suspense_case c on c.id = t.case_id left join break b on b.id = c.break_id
     where t.portfolio_id = $1 and t.bank_ref = $2`,
    [portfolio.id, ref],
  );
  return row;
};

const paid = async () =>
  db.query(
    "select amount, effective_on, source, method, reference from payment where account_id = $1",
    [accountId],
  );

describe("a reference of an account", () => {
  test("is the same for ever, and says nothing of the account", async () => {
    const again = await transferReferenceOf(runtime, { id: accountId, portfolioId: portfolio.id });
    expect(again).toBe(reference);
    expect(reference).toMatch(/^RF\d{14}$/);
  });
});

describe("a bank statement", () => {
  test("pays by exact reference, on the booked day, once however often it comes", async () => {
    const ref = bankRef();
    const line = `2026-11-15,120.50,CNY,还款 ${reference},样本乙,${ref}`;
    expect(await bring([line], true)).toMatchObject({ inserted: 1, refused: 0 });
    expect(await paid()).toEqual([]);
    expect(await bring([line])).toMatchObject({ inserted: 1, refused: 0 });
    expect(await bring([line])).toMatchObject({ inserted: 0, unchanged: 1 });
    expect(await paid()).toEqual([
      {
        amount: 12_050n,
        effective_on: "2026-11-15",
        source: "elsewhere",
        method: "bank_transfer",
        reference: ref,
      },
    ]);
    const told = await db.query("select kind from contact_record where account_id = $1", [
      accountId,
    ]);
    expect(told).toEqual([{ kind: "receipt" }]);
    expect((await verifyLedger(runtime)).fault).toBeNull();
  });

  test("the bank's number with other words is refused", async () => {
    const ref = bankRef();
    await bring([`2026-11-15,10.00,CNY,${reference},,${ref}`]);
    const again = await bring([`2026-11-15,99.00,CNY,${reference},,${ref}`]);
    expect(again).toMatchObject({ refused: 1, reasons: ["other-money"] });
    expect(await paid()).toHaveLength(1);
  });

  test.each<[string, () => string, string, string, boolean]>([
    ["one slip", () => slip(reference), "CNY", "transfer:near", true],
    ["no reference", () => "thank you", "CNY", "transfer:unmatched", false],
    [
      "a reference of nobody",
      () => transferReference("999999999999"),
      "CNY",
      "transfer:unmatched",
      false,
    ],
    ["another currency", () => reference, "USD", "transfer:other-currency", true],
  ])("%s: in suspense with a break", async (_, text, currency, kind, suggests) => {
    const ref = bankRef();
    expect(await bring([`2026-11-15,10.00,${currency},${text()},样本乙,${ref}`])).toMatchObject({
      inserted: 1,
    });
    const suggestion = suggests ? accountId : null;
    expect(await stateOf(ref)).toEqual({ state: "suspense", kind, suggestion });
    expect(await paid()).toEqual([]);
    expect((await verifyLedger(runtime)).fault).toBeNull();
  });

  test("for an account that is not open: in suspense", async () => {
    await db.query("update account set status = 'recalled' where id = $1", [accountId]);
    const ref = bankRef();
    await bring([`2026-11-15,10.00,CNY,${reference},,${ref}`]);
    expect(await stateOf(ref)).toMatchObject({ state: "suspense", kind: "transfer:not-open" });
  });

  test("refuses rows one by one, and takes the rest", async () => {
    const done = await bring([
      `2026-11-15,10.00,CNY,${reference},,${bankRef()}`,
      `2026-02-30,10.00,CNY,${reference},,${bankRef()}`,
      `2026-11-15,0.00,CNY,${reference},,${bankRef()}`,
      `2026-11-15,10.001,CNY,${reference},,${bankRef()}`,
      `2026-11-15,10.00,ZZZ,${reference},,${bankRef()}`,
      `2027-11-15,10.00,CNY,${reference},,${bankRef()}`,
      `2024-11-15,10.00,CNY,${reference},,${bankRef()}`,
      `2026-11-15,10.00,CNY,${reference},,`,
    ]);
    expect(done).toMatchObject({ inserted: 1, refused: 7 });
    expect(done.reasons.sort()).toEqual([
      "amount-not-positive",
      "amount-too-fine",
      "date-in-future",
      "date-too-early",
      "missing-value",
      "not-a-date",
      "unknown-currency",
    ]);
  });

  test("holds no payer in the open", async () => {
    await bring([`2026-11-15,10.00,CNY,from Zhang Sample,Zhang Sample,${bankRef()}`]);
    const rows = await db.query<{ text: string }>(
      `select row_to_json(t)::text as text from transfer t
       union all select row_to_json(b)::text from break b`,
    );
    expect(rows.some(({ text }) => text.includes("Zhang"))).toBe(false);
  });
});

describe("POST /transfers", () => {
  const told = (change: object = {}) => ({
    bankRef: bankRef(),
    bookedOn: "2026-11-15",
    amount: "88.00",
    currency: "CNY",
    reference,
    ...change,
  });
  const post = (body: object) => api("POST", "/transfers", { body });

  test("books, and answers the number of the event", async () => {
    const answer = await post(told());
    expect(answer.status).toBe(201);
    expect(answer.body).toMatchObject({ state: "booked", accountSeq: 1 });
    expect(await paid()).toHaveLength(1);
  });

  test("the same again is the same; other words are refused", async () => {
    const body = told();
    const first = await post(body);
    expect((await post(body)).body).toEqual(first.body);
    expect(await post({ ...body, amount: "89.00" })).toMatchObject({
      status: 422,
      body: { code: "other-money" },
    });
    expect(await paid()).toHaveLength(1);
  });

  test("many at once are one", async () => {
    const body = told();
    const all = await Promise.all(Array.from({ length: 8 }, () => post(body)));
    expect(new Set(all.map(({ text }) => text)).size).toBe(1);
    expect(await paid()).toHaveLength(1);
  });

  test.each([
    [{ currency: "USD", reference: "none" }, 201],
    [{ currency: "ZZZ" }, 422],
    [{ amount: "0.00" }, 422],
    [{ bookedOn: "2030-01-01" }, 422],
    [{ portfolio: "no-such" }, 422],
    [{ unknown: 1 }, 422],
  ])("%j is answered with %i", async (change, status) => {
    expect((await post(told(change))).status).toBe(status);
  });
});

/** The last digit is another one. */
function slip(text: string): string {
  return text.slice(0, -1) + String((Number(text.at(-1)) + 3) % 10);
}
