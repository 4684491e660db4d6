import iconv from "iconv-lite";
import { beforeEach, describe, expect, it } from "vitest";
import { findAccountsByRef } from "#app/db/stores/accounts.server.ts";
import { findDebtor } from "#app/db/stores/debtors.server.ts";
import { findImportRun } from "#app/db/stores/imports.server.ts";
import { system } from "#app/services/act.server.ts";
import { openCardFacts, openPerson } from "#app/services/debtors/person.server.ts";
import { importAccounts } from "#app/services/imports/import-accounts.server.ts";
import type { Refusal } from "#app/services/imports/import-file.server.ts";
import type { Portfolio } from "#app/services/portfolios/load-portfolio.server.ts";
import { type Columns, csvOf, fileOf, plainRow } from "../support/account-file.ts";
import { withTestDatabase } from "../support/database.ts";
import { somePortfolio, type TestRuntime, testRuntime } from "../support/runtime.ts";

const db = withTestDatabase();
let runtime: TestRuntime;
let portfolio: Portfolio;

beforeEach(async () => {
  runtime = testRuntime(db);
  portfolio = await somePortfolio(runtime);
});

/** Brings in a file; answers counts, refusals and the run. */
async function bringIn(path: string, dryRun = false) {
  const refusals: Refusal[] = [];
  const order = { path, fileName: "f", dryRun, onRefusal: (one: Refusal) => refusals.push(one) };
  const done = await importAccounts(runtime, system, portfolio, order);
  if (!done.ok) throw new Error(done.error.message);
  const { inserted, updated, unchanged, refused } = done.value;
  return { counts: [inserted, updated, unchanged, refused], refusals, summary: done.value };
}

const bringRows = (rows: readonly Columns[]) => bringIn(fileOf(csvOf(rows)));

async function account(ref: string) {
  const [row] = await findAccountsByRef(db, [portfolio.id], ref);
  if (row === undefined) throw new Error(`no account ${ref}`);
  return row;
}

describe("an account file", () => {
  it("brings in every column, exactly", async () => {
    const everything = plainRow(1, {
      penalty: "0.01",
      fees: "99999999.99",
      costs: "0",
      accrues_on: "principal;interest",
      compounding: "statement",
      product: "信用卡",
      original_creditor: "样本银行",
      opened_on: "2019-02-28",
      charge_off_on: "2026-10-01",
      last_statement_on: "2026-10-05",
      itemisation_on: "2026-10-05",
      itemisation_amount: "900.00",
      payments_since: "50.00",
      credits_since: "0.50",
      address: "示例路1号，\n二层",
      locale: "zh-Hans-CN",
      time_zone: "Asia/Urumqi",
      flags: "time-barred vip",
    });
    const { counts } = await bringRows([everything]);
    expect(counts).toEqual([1, 0, 0, 0]);
    const row = await account("A-1");
    expect(row).toMatchObject({
      asOf: "2026-11-01",
      principal: 100_000n,
      interest: 1_234n,
      penalty: 1n,
      fees: 9_999_999_999n,
      costs: 0n,
      total: 10_000_101_234n,
      minimumDue: 10_000n,
      delinquentSince: "2026-08-01",
      product: "信用卡",
      originalCreditor: "样本银行",
      openedOn: "2019-02-28",
      lastStatementOn: "2026-10-05",
      itemisationOn: "2026-10-05",
      itemisationAmount: 90_000n,
      paymentsSince: 5_000n,
      creditsSince: 50n,
      flags: ["time-barred", "vip"],
      appliedThrough: 0n,
      status: "open",
      terms: {
        dailyRate: "0.0005",
        accruesOn: ["principal", "interest"],
        compounding: "statement",
        statementDay: 5,
      },
    });
    expect(openCardFacts(runtime, row)).toEqual({ cardLast4: "0042" });
    const debtor = await findDebtor(db, row.debtorId);
    expect(debtor).toMatchObject({ ref: "D-1", locale: "zh-Hans-CN", timeZone: "Asia/Urumqi" });
    expect(openPerson(runtime, debtor!)).toEqual({
      name: "样本1",
      dateOfBirth: "1990-02-28",
      idLast4: "123X",
      postcode: "200000",
      phone: "+8613800000001",
      email: "p1@example.com",
      address: "示例路1号，\n二层",
    });
  });

  it("changes nothing the second time, and says so", async () => {
    const path = fileOf(csvOf([1, 2, 3].map((n) => plainRow(n))));
    expect((await bringIn(path)).counts).toEqual([3, 0, 0, 0]);
    const before = await everything();
    expect((await bringIn(path)).counts).toEqual([0, 0, 3, 0]);
    expect(await everything()).toEqual(before);
  });

  it("updates what changed and keeps the snapshot that gave way", async () => {
    await bringRows([plainRow(1), plainRow(2)]);
    const next = plainRow(1, { as_of: "2026-11-02", principal: "900.00" });
    expect((await bringRows([next, plainRow(2)])).counts).toEqual([0, 1, 1, 0]);
    expect(await account("A-1")).toMatchObject({ asOf: "2026-11-02", principal: 90_000n });
    const history = await db.query(
      "select as_of, principal, reason from account_snapshot where account_id = $1",
      [(await account("A-1")).id],
    );
    expect(history).toEqual([{ as_of: "2026-11-01", principal: 100_000n, reason: "superseded" }]);
  });

  it("says what it would do in a dry run, and does nothing", async () => {
    await bringRows([plainRow(1)]);
    const before = await everything();
    const rows = [plainRow(1), plainRow(2), plainRow(3, { principal: "x" })];
    const { counts } = await bringIn(fileOf(csvOf(rows)), true);
    expect(counts).toEqual([1, 0, 1, 1]);
    expect(await everything()).toEqual(before);
  });

  it("keeps what a later row leaves blank", async () => {
    await bringRows([plainRow(1), plainRow(2, { debtor_ref: "D-1", email: "", phone: "" })]);
    const debtor = await findDebtor(db, (await account("A-2")).debtorId);
    expect(openPerson(runtime, debtor!)).toMatchObject({ email: "p1@example.com" });
  });

  it("records the run with its first refusals", async () => {
    const { summary } = await bringRows([plainRow(1), plainRow(2, { as_of: "" })]);
    const run = await findImportRun(db, summary.runId);
    expect(run).toMatchObject({ inserted: 1, refused: 1, kind: "accounts", startedBy: "system" });
    expect(run?.finishedAt).not.toBeNull();
    expect(run?.errors).toEqual([
      { line: 3, accountRef: "A-2", column: "as_of", reason: "missing-value" },
    ]);
  });
});

describe("encodings and delimiters", () => {
  const text = csvOf([plainRow(1), plainRow(2)]);
  it.each([
    ["UTF-8 with a byte order mark", Buffer.from(`\ufeff${text}`)],
    ["GB18030", iconv.encode(text, "gb18030")],
    ["semicolons", Buffer.from(csvOf([plainRow(1), plainRow(2)], ";"))],
    [
      "tabs and CRLF",
      Buffer.from(csvOf([plainRow(1), plainRow(2)], "\t").replaceAll("\n", "\r\n")),
    ],
    ["no line break at the end", Buffer.from(text.trimEnd())],
    ["JSON lines", Buffer.from([1, 2].map((n) => JSON.stringify(plainRow(n))).join("\n"))],
  ])("reads %s", async (_, content) => {
    expect((await bringIn(fileOf(content))).counts).toEqual([2, 0, 0, 0]);
    const debtor = await findDebtor(db, (await account("A-2")).debtorId);
    expect(openPerson(runtime, debtor!).name).toBe("样本2");
  });

  it("refuses a file that is in neither encoding, and does nothing", async () => {
    const path = fileOf(Buffer.concat([Buffer.from(text), Buffer.from([0xff, 0xff, 0x0a])]));
    const order = { path, fileName: "f", dryRun: false };
    const done = await importAccounts(runtime, system, portfolio, order);
    expect(done).toMatchObject({ ok: false, error: { code: "encoding-unknown" } });
  });

  it("refuses a header with a column missing or doubled; reports unknown ones", async () => {
    const order = { fileName: "f", dryRun: false };
    const path = fileOf("account_ref,debtor_ref\n1,2\n");
    expect(await importAccounts(runtime, system, portfolio, { ...order, path })).toEqual({
      ok: false,
      error: expect.objectContaining({
        code: "missing-column",
        columns: ["debtor_name", "currency", "as_of", "principal"],
      }),
    });
    const doubled = fileOf(text.replace("email", "phone"));
    const twice = await importAccounts(runtime, system, portfolio, { ...order, path: doubled });
    const error = { code: "duplicate-column", columns: ["phone"] };
    expect(twice).toMatchObject({ ok: false, error });
    const { summary } = await bringRows([plainRow(1, { colour: "red" })]);
    expect(summary.unknownColumns).toEqual(["colour"]);
  });
});

describe("a row is refused by itself", () => {
  const cases: [Columns, string, string][] = [
    [{ account_ref: "" }, "account_ref", "missing-value"],
    [{ currency: "USD" }, "currency", "currency-mismatch"],
    [{ currency: "XTS" }, "currency", "unknown-currency"],
    [{ principal: "" }, "principal", "missing-value"],
    [{ principal: "1,000" }, "principal", "not-an-amount"],
    [{ principal: "1e3" }, "principal", "not-an-amount"],
    [{ principal: "-1.00" }, "principal", "negative-amount"],
    [{ principal: "1.001" }, "principal", "amount-too-fine"],
    [{ principal: "99999999999999999" }, "principal", "amount-too-large"],
    [{ as_of: "2026-02-29" }, "as_of", "not-a-date"],
    [{ as_of: "01/11/2026" }, "as_of", "not-a-date"],
    [{ as_of: "2027-11-01" }, "as_of", "date-in-future"],
    [{ delinquent_since: "2026-11-02" }, "delinquent_since", "after-as-of"],
    [{ daily_rate: "5%" }, "daily_rate", "not-a-decimal"],
    [{ annual_rate: "0.2" }, "annual_rate", "conflicting-fields"],
    [{ daily_rate: "", annual_rate: "0.2", day_count: "30/360" }, "day_count", "unknown-value"],
    [{ accrues_on: "principal goodwill" }, "accrues_on", "unknown-value"],
    [{ statement_day: "", compounding: "statement" }, "statement_day", "missing-value"],
    [{ statement_day: "32" }, "statement_day", "out-of-range"],
    [{ card_last4: "42" }, "card_last4", "not-four-digits"],
    [{ id_last4: "12345" }, "id_last4", "not-four-digits"],
    [{ email: "a@b" }, "email", "not-an-email"],
    [{ email: "a@example.com, b@example.com" }, "email", "not-an-email"],
    [{ phone: "call me" }, "phone", "not-a-phone"],
    [{ locale: "chinese!" }, "locale", "unknown-locale"],
    [{ time_zone: "Mars/Olympus" }, "time_zone", "unknown-time-zone"],
    [{ applied_through: "-1" }, "applied_through", "not-an-integer"],
    [{ flags: "No Such_Flag" }, "flags", "not-a-flag"],
    [{ debtor_name: "a\u0007b" }, "debtor_name", "control-characters"],
    [{ debtor_name: "\u202egnp.exe" }, "debtor_name", "control-characters"],
    [{ joint_debtor_ref: "D-2" }, "joint_debtor_ref", "joint-debtor-is-debtor"],
    [{ joint_debtor_ref: "D-77" }, "joint_debtor_ref", "joint-debtor-unknown"],
    [{ account_ref: "A-1" }, "account_ref", "duplicate-account-ref"],
  ];
  it.each(cases)("%j: %s %s", async (changes, column, reason) => {
    const { counts, refusals } = await bringRows([plainRow(1), plainRow(2, changes), plainRow(3)]);
    expect(counts).toEqual([2, 0, 0, 1]);
    expect(refusals).toEqual([
      expect.objectContaining({
        line: 3,
        column,
        reason,
        accountRef: changes.account_ref ?? "A-2",
      }),
    ]);
  });

  it("names every fault of a row, and counts the row once", async () => {
    const { counts, refusals } = await bringRows([plainRow(1, { principal: "x", email: "x" })]);
    expect(counts).toEqual([0, 0, 0, 1]);
    expect(refusals.map(({ column }) => column).sort()).toEqual(["email", "principal"]);
  });

  it("refuses the same debtor with another date of birth or identity digits", async () => {
    await bringRows([plainRow(1)]);
    const other = { debtor_ref: "D-1" };
    const { refusals, counts } = await bringRows([
      plainRow(2, { ...other, date_of_birth: "1991-01-01" }),
      plainRow(3, { ...other, id_last4: "9999" }),
      plainRow(4, { ...other, date_of_birth: "", id_last4: "" }),
      plainRow(5, { debtor_ref: "D-5" }),
      plainRow(6, { debtor_ref: "D-5", date_of_birth: "1980-01-01" }),
    ]);
    expect(counts).toEqual([2, 0, 0, 3]);
    expect(refusals.map(({ line, column, reason }) => [line, column, reason])).toEqual([
      [2, "date_of_birth", "debtor-differs"],
      [3, "id_last4", "debtor-differs"],
      [6, "date_of_birth", "debtor-differs"],
    ]);
  });

  it("refuses an account that changes hands", async () => {
    await bringRows([plainRow(1), plainRow(2)]);
    const { refusals } = await bringRows([plainRow(1, { debtor_ref: "D-2" })]);
    expect(refusals).toEqual([
      { line: 2, accountRef: "A-1", column: "debtor_ref", reason: "account-of-another-debtor" },
    ]);
  });

  it("takes yen without places only", async () => {
    portfolio = await somePortfolio(runtime, { currency: "JPY" });
    const yen = { currency: "JPY", interest: "", minimum_due: "" };
    const rows = [plainRow(1, { ...yen, principal: "1000" }), plainRow(2, { ...yen })];
    const { refusals } = await bringRows(rows);
    expect(refusals).toEqual([
      { line: 3, accountRef: "A-2", column: "principal", reason: "amount-too-fine" },
    ]);
    expect((await account("A-1")).principal).toBe(1_000n);
  });
});

/** Rows of the portfolio as they are, times included. */
async function everything() {
  const tables = ["debtor", "account", "joint_debtor", "account_snapshot"];
  const lists = await Promise.all(
    tables.map((table) => db.query(`select * from ${table} order by 1, 2`)),
  );
  return JSON.stringify(lists, (_, value) => (typeof value === "bigint" ? `${value}` : value));
}
