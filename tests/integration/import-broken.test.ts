import { beforeEach, describe, expect, it } from "vitest";
import { findAccountsByRef } from "#app/db/stores/accounts.server.ts";
import { listLiableDebtors } from "#app/db/stores/debtors.server.ts";
import { system } from "#app/services/act.server.ts";
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

/** Brings in a file; answers counts and refusals. */
async function bringIn(path: string) {
  const refusals: Refusal[] = [];
  const order = {
    path,
    fileName: "f",
    dryRun: false,
    onRefusal: (one: Refusal) => refusals.push(one),
  };
  const done = await importAccounts(runtime, system, portfolio, order);
  if (!done.ok) throw new Error(done.error.message);
  const { inserted, updated, unchanged, refused } = done.value;
  return { counts: [inserted, updated, unchanged, refused], refusals };
}

const bringRows = (rows: readonly Columns[]) => bringIn(fileOf(csvOf(rows)));

async function account(ref: string) {
  const [row] = await findAccountsByRef(db, [portfolio.id], ref);
  if (row === undefined) throw new Error(`no account ${ref}`);
  return row;
}

describe("a broken file", () => {
  const head = csvOf([plainRow(1)]).split("\n")[0] as string;
  const good = csvOf([plainRow(1)]).split("\n")[1] as string;
  const again = (n: number) => good.replaceAll("A-1", `A-${n}`).replaceAll("D-1", `D-${n}`);

  it("is read to its end past a NUL in a reference", async () => {
    const rows = [head, again(2).replace("A-2", "A-\0"), again(3)];
    const { counts, refusals } = await bringIn(fileOf(`${rows.join("\n")}\n`));
    expect(counts).toEqual([1, 0, 0, 1]);
    expect(refusals).toMatchObject([{ line: 2, column: "account_ref" }]);
  });

  it("keeps out half characters, which no second run would find again", async () => {
    const lines = [plainRow(1), plainRow(2, { account_ref: "A-\ud800" })];
    const path = fileOf(lines.map((line) => JSON.stringify(line)).join("\n"), "ndjson");
    const { counts, refusals } = await bringIn(path);
    expect(counts).toEqual([1, 0, 0, 1]);
    expect(refusals).toMatchObject([{ column: "account_ref", reason: "control-characters" }]);
    expect((await bringIn(path)).counts).toEqual([0, 0, 1, 1]);
  });

  it("loses only its broken records", async () => {
    const lines = [head, good, 'A-2,"D-2"x,', again(3), 'A-4,"never closed', again(5), "A-6,short"];
    const { counts, refusals } = await bringIn(fileOf(`${lines.join("\n")}\n`));
    expect(counts).toEqual([3, 0, 0, 3]);
    expect(refusals.map(({ line, reason }) => [line, reason])).toEqual([
      [3, "malformed-quotes"],
      [5, "unclosed-quote"],
      [7, "wrong-field-count"],
    ]);
  });

  it("passes over a line of any length", async () => {
    const long = "x".repeat(3_000_000);
    const { counts, refusals } = await bringIn(fileOf([head, good, long, again(2)].join("\n")));
    expect(counts).toEqual([2, 0, 0, 1]);
    expect(refusals).toEqual([{ line: 3, accountRef: "", column: "", reason: "line-too-long" }]);
  });

  it("refuses JSON lines that are no objects, or hold money as numbers", async () => {
    const rows = ["{", "[1]", JSON.stringify({ ...plainRow(1), principal: 10.5 })];
    const { refusals } = await bringIn(fileOf(['{"account_ref":"A-9"}', ...rows].join("\n")));
    expect(refusals.filter(({ line }) => line > 1).map(({ reason }) => reason)).toEqual([
      "not-json",
      "not-an-object",
      "number-not-text",
    ]);
  });
});

describe("joint debtors", () => {
  it("are linked wherever in the file their own row stands", async () => {
    const { counts } = await bringRows([
      plainRow(1, { joint_debtor_ref: "D-2" }),
      plainRow(2, { joint_debtor_ref: "D-1; D-3" }),
      plainRow(3),
    ]);
    expect(counts).toEqual([3, 0, 0, 0]);
    const liable = await listLiableDebtors(db, (await account("A-2")).id);
    expect(liable.map(({ ref }) => ref)).toEqual(["D-2", "D-1", "D-3"]);
  });

  it("are refused with the row whose own row was refused", async () => {
    const { counts, refusals } = await bringRows([
      plainRow(1, { joint_debtor_ref: "D-2" }),
      plainRow(2, { principal: "" }),
    ]);
    expect(counts).toEqual([0, 0, 0, 2]);
    expect(refusals.map(({ reason }) => reason).sort()).toEqual([
      "joint-debtor-unknown",
      "missing-value",
    ]);
  });
});
