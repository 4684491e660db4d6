import { beforeAll, describe, expect, test } from "vitest";
import { findAccount } from "#app/db/stores/accounts.server.ts";
import { findDebtor } from "#app/db/stores/debtors.server.ts";
import { calendarDate } from "#app/domain/primitives/date.ts";
import type { Visit } from "#app/services/identity/read-visit.server.ts";
import { frameAccount } from "#app/services/reading/frame-account.server.ts";
import { home } from "#app/services/reading/home.server.ts";
import { withTestDatabase } from "../support/database.ts";
import { somePortfolio, type TestRuntime, testRuntime } from "../support/runtime.ts";
import { someAccount, verified } from "../support/visitor.ts";

const db = withTestDatabase();
let runtime: TestRuntime;
/** A debtor's own account, which is overdue for a shorter time than the one shared with another. */
let own: string;
let shared: string;
let visit: Visit;

beforeAll(async () => {
  runtime = testRuntime(db);
  const portfolio = await somePortfolio(runtime);
  const delinquentSince = calendarDate("2026-10-20");
  ({ accountId: own } = await someAccount(runtime, portfolio, { delinquentSince }));
  const row = await findAccount(db, own);
  const debtor = await findDebtor(db, row?.debtorId ?? "");
  const jointDebtorRefs = [debtor?.ref ?? ""];
  ({ accountId: shared } = await someAccount(runtime, portfolio, { jointDebtorRefs }));
  visit = await verified(runtime, own);
});

describe("the account that home is about", () => {
  test("is the one that the link was sent about, whatever is overdue for longer", async () => {
    const page = await home(runtime, visit, null);
    expect(page?.accountId).toBe(own);
    expect(page?.others.map((other) => other.id)).toEqual([shared]);
  });

  test("is the one that was chosen", async () => {
    expect((await home(runtime, visit, shared))?.accountId).toBe(shared);
  });

  test("is the link's again when a stranger's account is asked for", async () => {
    expect((await home(runtime, visit, visit.session.id))?.accountId).toBe(own);
  });
});

describe("the tabs lead to", () => {
  const at = (path: string) => frameAccount(runtime, visit, new URL(path, "https://pay.example"));

  test("the link's account on a page of no account", async () => {
    expect(await at("/home")).toBe(own);
    expect(await at("/timeline")).toBe(own);
  });

  test("the account that home was asked to show", async () => {
    expect(await at(`/home?account=${shared}`)).toBe(shared);
  });

  test("the account in the address, and never a stranger's", async () => {
    expect(await at(`/a/${shared}/balance`)).toBe(shared);
    expect(await at(`/a/${visit.session.id}/balance`)).toBe(own);
  });
});
