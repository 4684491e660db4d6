import { beforeEach, describe, expect, test } from "vitest";
import {
  type AccountFilter,
  type AccountPlace,
  type AccountSort,
  listAccounts,
} from "#app/db/stores/account-list.server.ts";
import { system } from "#app/services/act.server.ts";
import type { StaffActor } from "#app/services/actor.ts";
import { issueLink } from "#app/services/links/issue-link.server.ts";
import type { Portfolio } from "#app/services/portfolios/load-portfolio.server.ts";
import { staffAccount } from "#app/services/reading/staff-account.server.ts";
import {
  type AccountListWish,
  staffAccounts,
} from "#app/services/reading/staff-accounts.server.ts";
import { withTestDatabase } from "../../support/database.ts";
import { someDebtor } from "../../support/debtor.ts";
import { somePortfolio, type TestRuntime, testRuntime } from "../../support/runtime.ts";
import { actorOf, someStaff } from "../../support/staff.ts";

const db = withTestDatabase();

let runtime: TestRuntime;
let portfolio: Portfolio;
let other: Portfolio;

beforeEach(async () => {
  runtime = testRuntime(db);
  portfolio = await somePortfolio(runtime);
  other = await somePortfolio(runtime);
});

const everything = (): AccountFilter => ({
  portfolioIds: [portfolio.id, other.id],
  status: null,
  delinquentBy: null,
  leastMinor: null,
  mostMinor: null,
});

/** All pages of two rows each, one after the other. */
async function pages(filter: AccountFilter, sort: AccountSort): Promise<string[]> {
  const refs: string[] = [];
  let after: AccountPlace | null = null;
  for (;;) {
    const page = await listAccounts(db, filter, { sort, after }, 2);
    refs.push(...page.map(({ ref }) => ref));
    const last = page.at(-1);
    if (last === undefined) return refs;
    after = last;
  }
}

describe("the list", () => {
  beforeEach(async () => {
    const rows = [
      [portfolio, { account_ref: "A-3", delinquent_since: "2026-07-01", principal: "300.00" }],
      [portfolio, { account_ref: "A-1", delinquent_since: "2026-05-01", principal: "700.00" }],
      [portfolio, { account_ref: "A-9", delinquent_since: "", principal: "50.00" }],
      [other, { account_ref: "B-2", delinquent_since: "2026-06-01", principal: "700.00" }],
      [other, { account_ref: "B-4", delinquent_since: "2026-07-01", principal: "100.00" }],
      [other, { account_ref: "B-8", delinquent_since: "", principal: "900.00" }],
      [portfolio, { account_ref: "A-8", delinquent_since: "", principal: "10.00" }],
    ] as const;
    for (const [n, [house, changes]] of rows.entries()) {
      await someDebtor(runtime, house, n, { interest: "0.00", minimum_due: "0.00", ...changes });
    }
  });

  test("pages through every portfolio by days overdue, each account once", async () => {
    const refs = await pages(everything(), "overdue");
    expect(refs.slice(0, 2)).toEqual(["A-1", "B-2"]);
    expect(refs.slice(2, 4).sort()).toEqual(["A-3", "B-4"]);
    expect(refs.slice(4).sort()).toEqual(["A-8", "A-9", "B-8"]);
  });

  test("pages through by balance, equal ones too", async () => {
    const refs = await pages(everything(), "balance");
    expect(refs[0]).toBe("B-8");
    expect(refs.slice(1, 3).sort()).toEqual(["A-1", "B-2"]);
    expect(refs.slice(3)).toEqual(["A-3", "B-4", "A-9", "A-8"]);
  });

  test("narrows by days, amounts and portfolio", async () => {
    const filter = { ...everything(), delinquentBy: "2026-06-30" };
    expect(await pages(filter, "overdue")).toEqual(["A-1", "B-2"]);
    const between = { ...everything(), leastMinor: 100_00n, mostMinor: 300_00n };
    expect((await pages(between, "balance")).sort()).toEqual(["A-3", "B-4"]);
    const own = { ...everything(), portfolioIds: [other.id] };
    expect(await pages(own, "balance")).toEqual(["B-8", "B-2", "B-4"]);
  });

  test("leaves out what is closed when only open ones are asked for", async () => {
    await db.query("update account set status = 'closed' where ref = 'A-1'");
    const filter = { ...everything(), status: "open" as const };
    expect(await pages(filter, "overdue")).not.toContain("A-1");
  });
});

const wish: AccountListWish = {
  query: "",
  portfolio: null,
  status: "open",
  leastDays: null,
  leastMinor: null,
  mostMinor: null,
  sort: "overdue",
  after: null,
};

describe("a search", () => {
  let actor: StaffActor;

  beforeEach(async () => {
    const changes = {
      account_ref: "MH-2211-04821",
      debtor_ref: "KD-77",
      debtor_name: "Ada Sample",
      email: "ada.sample@example.com",
      phone: "138 0000 1234",
      card_last4: "7781",
    };
    await someDebtor(runtime, portfolio, 1, changes);
    await someDebtor(runtime, portfolio, 2, { card_last4: "1111", phone: "13800009999" });
    await someDebtor(runtime, other, 3, changes);
    actor = await actorOf(runtime, await someStaff(runtime, "collector", [portfolio.code]));
  });

  const found = async (query: string): Promise<string[]> => {
    const { rows } = await staffAccounts(runtime, actor, { ...wish, query });
    return rows.map(({ ref }) => ref);
  };

  test.each([
    ["the whole reference", "MH-2211-04821"],
    ["its beginning in small letters", "mh-2211"],
    ["the debtor's reference", "KD-77"],
    ["the name in any case", "ada  SAMPLE"],
    ["the e-mail address", "Ada.Sample@example.com"],
    ["the telephone number as it is dialled at home", "13800001234"],
    ["the telephone number with its country", "+86 138 0000 1234"],
    ["the card's last four", "7781"],
  ])("finds by %s, in one's own portfolios alone", async (_, query) => {
    expect(await found(query)).toEqual(["MH-2211-04821"]);
  });

  test.each(["%", "_", "\\", "MH%", "'; drop table account; --", "0", "７７８２"])(
    "finds nothing by %s",
    async (query) => expect(await found(query)).toEqual([]),
  );

  test("is recorded, but not what was typed", async () => {
    await found("Ada Sample");
    const [line] = await db.query<{ action: string; detail: object }>(
      "select action, detail from audit order by id desc limit 1",
    );
    expect(line?.action).toBe("accounts.searched");
    expect(JSON.stringify(line)).not.toContain("Ada");
  });
});

describe("an account's page", () => {
  test("shows person, money and links, and records who looked", async () => {
    const { account } = await someDebtor(runtime, portfolio, 1);
    const staff = await someStaff(runtime, "collector", [portfolio.code]);
    const actor = await actorOf(runtime, staff);
    await issueLink(runtime, system, { accountId: account.id, channel: "none" });
    const first = await staffAccount(runtime, actor, account.id);
    expect(first?.people[0]).toMatchObject({ name: "样本1", email: "p***@example.com" });
    expect(first?.people[0]?.phoneEnding).toBe("0001");
    expect(first?.balance.totalMinor).toBe(1_021_34n);
    expect(first?.links).toMatchObject([{ channel: "none", state: "live" }]);
    expect(first?.stage).toBe("sent");
    const second = await staffAccount(runtime, actor, account.id);
    const looks = second?.looks.filter(({ action }) => action === "account.viewed");
    expect(looks).toMatchObject([{ name: staff.email.split("@")[0] }]);
  });

  test("is not there for staff of another portfolio, nor for an id that is none", async () => {
    const { account } = await someDebtor(runtime, portfolio, 1);
    const actor = await actorOf(runtime, await someStaff(runtime, "collector", [other.code]));
    expect(await staffAccount(runtime, actor, account.id)).toBeNull();
    expect(await staffAccount(runtime, actor, "no-id")).toBeNull();
  });
});
