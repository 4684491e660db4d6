import { deflateRawSync } from "node:zlib";
import ExcelJS from "exceljs";
import { beforeEach, describe, expect, it } from "vitest";
import { findAccountsByRef } from "#app/db/stores/accounts.server.ts";
import { findDebtor } from "#app/db/stores/debtors.server.ts";
import { system } from "#app/services/act.server.ts";
import { openPerson } from "#app/services/debtors/person.server.ts";
import { importAccounts } from "#app/services/imports/import-accounts.server.ts";
import type { Refusal } from "#app/services/imports/import-file.server.ts";
import type { Portfolio } from "#app/services/portfolios/load-portfolio.server.ts";
import { fileOf, plainRow } from "../support/account-file.ts";
import { withTestDatabase } from "../support/database.ts";
import { somePortfolio, type TestRuntime, testRuntime } from "../support/runtime.ts";
import { zipOf } from "../support/zip.ts";

const db = withTestDatabase();
let runtime: TestRuntime;
let portfolio: Portfolio;

beforeEach(async () => {
  runtime = testRuntime(db);
  portfolio = await somePortfolio(runtime);
});

async function bringIn(content: Buffer) {
  const refusals: Refusal[] = [];
  const order = { path: fileOf(content, "xlsx"), fileName: "f", dryRun: false };
  const onRefusal = (one: Refusal) => refusals.push(one);
  const done = await importAccounts(runtime, system, portfolio, { ...order, onRefusal });
  return { done, refusals };
}

/** A workbook as people make them: numbers as numbers, dates as dates, texts as texts. */
async function workbook(rows: readonly Record<string, unknown>[], blankFirst = false) {
  const book = new ExcelJS.Workbook();
  const sheet = book.addWorksheet("Konten & co");
  if (blankFirst) sheet.addRow([]);
  const names = Object.keys(rows[0] ?? {});
  sheet.addRow(names);
  for (const row of rows) sheet.addRow(names.map((name) => row[name]));
  return Buffer.from(await book.xlsx.writeBuffer());
}

const day = (text: string) => new Date(`${text}T00:00:00Z`);

describe("a workbook", () => {
  it("is read as a person sees it: exact amounts, dates, texts and leading zeros", async () => {
    const row = {
      ...plainRow(1),
      as_of: day("2026-11-01"),
      delinquent_since: day("2026-02-28"),
      date_of_birth: day("1960-02-29"),
      principal: 1234.56,
      interest: 0.1 + 0.2,
      minimum_due: 100,
      daily_rate: 0.0005,
      statement_day: 5,
      debtor_name: { richText: [{ text: "张 & <三>" }, { text: "样" }] },
      phone: "13800000001",
    };
    const { done, refusals } = await bringIn(await workbook([row], true));
    expect(refusals).toEqual([]);
    expect(done).toMatchObject({ ok: true, value: { inserted: 1 } });
    const [account] = await findAccountsByRef(db, [portfolio.id], "A-1");
    expect(account).toMatchObject({
      asOf: "2026-11-01",
      delinquentSince: "2026-02-28",
      principal: 123_456n,
      interest: 30n,
      terms: { dailyRate: "0.0005", statementDay: 5 },
    });
    const debtor = await findDebtor(db, account!.debtorId);
    const { name, dateOfBirth } = openPerson(runtime, debtor!);
    expect([name, dateOfBirth]).toEqual(["张 & <三>样", "1960-02-29"]);
  });

  it("names the row of the sheet, and what a number has lost", async () => {
    const rows = [
      plainRow(1),
      { ...plainRow(2), card_last4: 42 },
      { ...plainRow(3), as_of: 46_327.5 },
    ];
    const { refusals } = await bringIn(await workbook(rows));
    expect(refusals).toEqual([
      { line: 3, accountRef: "A-2", column: "card_last4", reason: "not-four-digits" },
      { line: 4, accountRef: "A-3", column: "as_of", reason: "not-a-date" },
    ]);
  });

  it("may write its texts in the cells", async () => {
    const names = Object.keys(plainRow(1));
    const cell = (text: string) => `<c t="inlineStr"><is><t>${text}</t></is></c>`;
    const lines = [names, Object.values(plainRow(1))].map(
      (cells) => `<row>${cells.map(cell).join("")}</row>`,
    );
    const content = zipOf(parts(`<worksheet><sheetData>${lines.join("")}</sheetData></worksheet>`));
    expect((await bringIn(content)).done).toMatchObject({ ok: true, value: { inserted: 1 } });
  });
});

/** The parts of the smallest workbook around a sheet. */
function parts(sheet: string): Record<string, Buffer> {
  return {
    "xl/workbook.xml": Buffer.from('<workbook><sheets><sheet name="a"/></sheets></workbook>'),
    "xl/worksheets/sheet1.xml": Buffer.from(sheet),
  };
}

describe("a workbook that is none", () => {
  const refused = async (content: Buffer, code = "workbook-unreadable") =>
    expect((await bringIn(content)).done).toMatchObject({ ok: false, error: { code } });

  it("is refused: cut off, without a sheet, encrypted, or old", async () => {
    const whole = await workbook([plainRow(1)]);
    await refused(whole.subarray(0, whole.length - 40));
    await refused(zipOf({ "a.txt": Buffer.from("x") }));
    await refused(Buffer.concat([Buffer.from([0xd0, 0xcf, 0x11, 0xe0]), Buffer.alloc(600)]));
    await refused(zipOf(parts("<!DOCTYPE a [<!ENTITY b 'x'>]><worksheet/>")));
  });

  it("does not fill the memory with texts that are packed a thousandfold", async () => {
    const text = Buffer.alloc(200_000_000, "<si><t>aaaaaaaaaaaaaaaaaaaaaaaa</t></si>");
    const bomb = { ...parts("<worksheet/>"), "xl/sharedStrings.xml": text };
    const content = zipOf(bomb);
    expect(content.length).toBeLessThan(2_000_000);
    await refused(content, "workbook-too-large");
  });

  it("does not hold one endless tag", async () => {
    const sheet = `<worksheet><row ${"a".repeat(5_000_000)}`;
    await refused(zipOf(parts(sheet)));
  });

  it("brings in what stands before the place where it breaks off", async () => {
    const names = Object.keys(plainRow(1));
    const cell = (t: string) => `<c t="str"><v>${t}</v></c>`;
    const line = (cells: readonly string[]) => `<row>${cells.map(cell).join("")}</row>`;
    const rows = Array.from({ length: 5_000 }, (_, n) => line(Object.values(plainRow(n))));
    const sheet = Buffer.from(`<worksheet>${line(names)}${rows.join("")}</worksheet>`);
    const packed = deflateRawSync(sheet);
    const { done, refusals } = await bringIn(
      zipOf(parts(""), { "xl/worksheets/sheet1.xml": packed.subarray(0, packed.length >> 1) }),
    );
    expect(refusals.map(({ reason }) => reason)).toEqual(["workbook-unreadable"]);
    expect(done.ok && done.value.inserted).toBeGreaterThan(1_000);
  });
});
