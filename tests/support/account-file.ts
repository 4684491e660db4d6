import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const folder = mkdtempSync(join(tmpdir(), "evenkeel-files-"));
let made = 0;

/** Writes a file for one test and answers its path. */
export function fileOf(content: string | Buffer, ending = "csv"): string {
  made += 1;
  const path = join(folder, `file-${made}.${ending}`);
  writeFileSync(path, content);
  return path;
}

export type Columns = Readonly<Record<string, string>>;

/** A row that nothing is wrong with; change what the test is about. */
export function plainRow(n: number, changes: Columns = {}): Columns {
  return {
    account_ref: `A-${n}`,
    debtor_ref: `D-${n}`,
    debtor_name: `样本${n}`,
    currency: "CNY",
    as_of: "2026-11-01",
    principal: "1000.00",
    interest: "12.34",
    minimum_due: "100.00",
    daily_rate: "0.0005",
    statement_day: "5",
    delinquent_since: "2026-08-01",
    date_of_birth: "1990-02-28",
    id_last4: "123X",
    card_last4: "0042",
    postcode: "200000",
    email: `p${n}@example.com`,
    phone: "13800000001",
    applied_through: "",
    ...changes,
  };
}

/** Rows as CSV, under the columns of all of them. */
export function csvOf(rows: readonly Columns[], delimiter = ","): string {
  const names = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  const cell = (text: string) =>
    /["\n,;\t]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  const lines = rows.map((row) => names.map((name) => cell(row[name] ?? "")).join(delimiter));
  return `${[names.join(delimiter), ...lines].join("\n")}\n`;
}
