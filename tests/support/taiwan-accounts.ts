import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { addMonths, calendarDate } from "#app/domain/primitives/date.ts";
import { type Columns, csvOf } from "./account-file.ts";

/**
 * Real card holders (Taiwan, April to September 2005; I-Cheng Yeh, UCI no. 350, CC BY 4.0) as an
 * account file. Real: statement balances, months late, payments, ages. Made up, and marked so:
 * names, contacts, identity digits, days of birth, and the rate.
 */
export const taiwanSource = join(
  import.meta.dirname,
  "../../../shared/data/taiwan-card-clients.csv",
);

const statement = calendarDate("2005-09-30");
const statementBefore = "2005-08-31";

export type Holder = Readonly<Record<string, number>>;

export function readHolders(path = taiwanSource): Holder[] {
  const [head = "", ...lines] = readFileSync(path, "utf8").trim().split(/\r?\n/);
  const names = head.split(",");
  return lines.map((line) => {
    const cells = line.split(",").map(Number);
    return Object.fromEntries(names.map((name, at) => [name, cells[at] ?? 0]));
  });
}

/** Months late on the September statement, and something owed on it. */
export function isDelinquent(holder: Holder): boolean {
  return (holder.PAY_1 ?? 0) >= 1 && (holder.BILL_AMT1 ?? 0) > 0;
}

export function accountRow(holder: Holder): Columns {
  const { ID = 0, AGE = 0, PAY_1 = 0, BILL_AMT1 = 0, BILL_AMT2 = 0, PAY_AMT1 = 0 } = holder;
  const number = String(ID).padStart(5, "0");
  return {
    account_ref: `TW-${number}`,
    debtor_ref: `TWD-${number}`,
    debtor_name: `虚构持卡人${number}`,
    currency: "TWD",
    as_of: statement,
    principal: `${BILL_AMT1}.00`,
    annual_rate: "0.20",
    statement_day: "30",
    delinquent_since: addMonths(statement, -PAY_1),
    product: "信用卡",
    last_statement_on: statement,
    itemisation_on: BILL_AMT2 > 0 ? statementBefore : "",
    itemisation_amount: BILL_AMT2 > 0 ? `${BILL_AMT2}` : "",
    payments_since: BILL_AMT2 > 0 ? `${PAY_AMT1}` : "",
    date_of_birth: `${2005 - AGE}-01-01`,
    id_last4: number.slice(-4),
    email: `holder${number}@example.com`,
    locale: "zh-TW",
    time_zone: "Asia/Taipei",
    flags: "made-up-identity",
  };
}

/* node --import tsx tests/support/taiwan-accounts.ts TARGET: writes the delinquent rows. */
if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  const target = process.argv[2];
  if (target === undefined) throw new Error("name the file to write");
  writeFileSync(target, csvOf(readHolders().filter(isDelinquent).map(accountRow)));
}
