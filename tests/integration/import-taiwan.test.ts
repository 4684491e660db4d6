import { existsSync } from "node:fs";
import { beforeAll, describe, expect, it } from "vitest";
import { selectAccounts } from "#app/db/stores/account-selection.server.ts";
import { findAccountsByRef } from "#app/db/stores/accounts.server.ts";
import { loadAccount } from "#app/services/accounts/account-state.server.ts";
import { system } from "#app/services/act.server.ts";
import { importAccounts } from "#app/services/imports/import-accounts.server.ts";
import { parseWhere } from "#app/services/links/parse-where.server.ts";
import type { Portfolio } from "#app/services/portfolios/load-portfolio.server.ts";
import { csvOf, fileOf } from "../support/account-file.ts";
import { withTestDatabase } from "../support/database.ts";
import { somePortfolio, type TestRuntime, testRuntime } from "../support/runtime.ts";
import {
  accountRow,
  type Holder,
  isDelinquent,
  readHolders,
  taiwanSource,
} from "../support/taiwan-accounts.ts";

const db = withTestDatabase();

describe.skipIf(!existsSync(taiwanSource))("real card holders (../shared/data)", () => {
  let runtime: TestRuntime;
  let portfolio: Portfolio;
  let holders: Holder[];
  let path: string;

  beforeAll(async () => {
    runtime = testRuntime(db);
    runtime.clock.set("2005-10-01T04:00:00Z");
    portfolio = await somePortfolio(runtime, { currency: "TWD", timeZone: "Asia/Taipei" });
    holders = readHolders().filter(isDelinquent);
    path = fileOf(csvOf(holders.map(accountRow)));
  });

  const bringIn = async () => {
    const order = { path, fileName: "taiwan.csv", dryRun: false };
    const done = await importAccounts(runtime, system, portfolio, order);
    if (!done.ok) throw new Error(done.error.message);
    const { inserted, updated, unchanged, refused } = done.value;
    return { inserted, updated, unchanged, refused };
  };

  it("come in whole, and once", async () => {
    expect(holders.length).toBeGreaterThan(3_000);
    const none = { inserted: 0, updated: 0, unchanged: 0, refused: 0 };
    expect(await bringIn()).toEqual({ ...none, inserted: holders.length });
    expect(await bringIn()).toEqual({ ...none, unchanged: holders.length });
  });

  it("owe to the dollar what their statements say", async () => {
    const [sums] = await db.query<{ total: string; accounts: bigint }>(
      "select sum(total)::text as total, count(*) as accounts from account where portfolio_id = $1",
      [portfolio.id],
    );
    const expected = holders.reduce((sum, holder) => sum + BigInt(holder.BILL_AMT1!) * 100n, 0n);
    expect(sums).toEqual({ total: String(expected), accounts: BigInt(holders.length) });
  });

  it("are as late as the data says", async () => {
    const conditions = parseWhere("days_overdue>=89", "TWD");
    if (!conditions.ok) throw new Error(conditions.error.reason);
    const found = await selectAccounts(db, portfolio.id, "2005-09-30", conditions.value, {
      after: null,
      limit: 10_000,
    });
    const late = holders.filter((holder) => holder.PAY_1! >= 3).map((one) => accountRow(one));
    expect(found.map(({ ref }) => ref).sort()).toEqual(late.map((row) => row.account_ref).sort());
  });

  it("have a balance that grows by the day", async () => {
    const holder = holders.find((one) => one.BILL_AMT1! > 100_000)!;
    const ref = accountRow(holder).account_ref!;
    const [row] = await findAccountsByRef(db, [portfolio.id], ref);
    const { balance, today } = await loadAccount(runtime, db, row!);
    expect(today).toBe("2005-10-01");
    const aDay = Math.round((holder.BILL_AMT1! * 100 * 0.2) / 365);
    expect(Number(balance.totalMinor) - holder.BILL_AMT1! * 100).toBe(aDay);
  });
});
