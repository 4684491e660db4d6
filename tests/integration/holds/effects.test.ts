import { beforeEach, describe, expect, test } from "vitest";
import type { HoldEffect, HoldKind } from "#app/domain/holds/hold.ts";
import { calendarDate } from "#app/domain/primitives/date.ts";
import { instantOf } from "#app/domain/primitives/zone.ts";
import { system } from "#app/services/act.server.ts";
import { endHold } from "#app/services/holds/end-hold.server.ts";
import { setHold } from "#app/services/holds/set-hold.server.ts";
import { issueLinks, type LinkLine } from "#app/services/links/issue-links.server.ts";
import { parseWhere } from "#app/services/links/parse-where.server.ts";
import { computeOffersFor } from "#app/services/plans/offer-input.server.ts";
import type { Portfolio } from "#app/services/portfolios/load-portfolio.server.ts";
import { staffAccount } from "#app/services/reading/staff-account.server.ts";
import { staffPlans } from "#app/services/reading/staff-plans.server.ts";
import { ways } from "#app/services/reading/ways.server.ts";
import { setTime, withPayments } from "../../support/payments.ts";
import { staffOf } from "../../support/refunds.ts";
import { somePortfolio } from "../../support/runtime.ts";
import { plainDraft, policyOf } from "../../support/scenarios/draft.ts";
import { atLevelTwo, loaded, sign } from "../../support/signing.ts";
import { someAccount } from "../../support/visitor.ts";

const bench = withPayments();
let portfolio: Portfolio;
let accountId: string;

const go = (day: string) => setTime(bench, instantOf(calendarDate(day), "12:00", "Asia/Shanghai"));

beforeEach(async () => {
  go("2026-11-21");
  portfolio = await somePortfolio(bench.runtime, {
    currency: "CNY",
    timeZone: "Asia/Shanghai",
    policy: policyOf(plainDraft()),
  });
  ({ accountId } = await someAccount(bench.runtime, portfolio, {
    asOf: calendarDate("2026-11-21"),
    delinquentSince: calendarDate("2026-08-01"),
  }));
});

async function hold(effects: readonly HoldEffect[], kind: HoldKind = "manual"): Promise<string> {
  const set = await setHold(bench.runtime, system, { accountId, kind, effects, reason: "test" });
  if (!set.ok) throw new Error(set.error);
  return set.value.hold.id;
}

/** The lines of a list of links that the collector asks for. */
async function listed(channel: "none" | "email" | "letter"): Promise<readonly LinkLine[]> {
  const lines: LinkLine[] = [];
  const conditions = parseWhere("", portfolio.currency);
  if (!conditions.ok) throw new Error("no conditions");
  const wish = { conditions: conditions.value, channel };
  const take = (line: LinkLine) => {
    lines.push(line);
  };
  const done = await issueLinks(bench.runtime, system, portfolio, wish, take);
  expect(done.ok).toBe(true);
  return lines;
}

const linksOf = () =>
  bench.runtime.db.query("select 1 from portal_link where account_id = $1", [accountId]);

describe("links that the collector asks for, of all accounts", () => {
  test.each([
    ["notices", "none"],
    ["notices", "email"],
    ["collection", "none"],
    ["collection", "email"],
  ] as const)("are not made while a hold stops %s: channel %s", async (effect, channel) => {
    const id = await hold([effect], "dispute");
    expect(await listed(channel)).toMatchObject([
      { outcome: "blocked", rule: "hold:dispute", url: null },
    ]);
    expect(await linksOf()).toEqual([]);
    await endHold(bench.runtime, system, id);
    expect(await listed(channel)).toMatchObject([{ outcome: "issued" }]);
    expect(await linksOf()).toHaveLength(1);
  });

  test("are made while a hold stops interest, autopay and offers alone", async () => {
    await hold(["interest", "autopay", "offers"]);
    expect(await listed("none")).toMatchObject([{ outcome: "issued", rule: null }]);
  });
});

describe("offers", () => {
  test("are none while a hold stops them, and the page names it", async () => {
    const asked = { budgetMinor: null, firstDueOn: null, frequency: null };
    const account = () => loaded(bench.runtime, accountId);
    expect((await computeOffersFor(bench.runtime, await account())).length).toBeGreaterThan(0);
    const id = await hold(["offers"], "legal");
    expect(await computeOffersFor(bench.runtime, await account())).toEqual([]);
    const page = await ways(bench.runtime, await account(), asked);
    expect(page).toMatchObject({ all: [], hold: { kind: "legal" } });
    await endHold(bench.runtime, system, id);
    expect((await computeOffersFor(bench.runtime, await account())).length).toBeGreaterThan(0);
  });
});

describe("what staff see of a plan whose date has passed", () => {
  test("is not late while a hold stops collection", async () => {
    const visit = await atLevelTwo(bench.runtime, accountId);
    const pick = "2026-11-21.instalments.3.monthly.2026-12-15";
    expect(await sign(bench.runtime, visit, accountId, pick)).toMatchObject({ ok: true });
    go("2026-12-17");
    const staff = staffOf(bench, { portfolio, accountId, actor: visit.actor }, "supervisor");
    const wish = { portfolio: portfolio.code, states: ["agreed", "active"], after: null } as const;
    const seen = async () => {
      const account = await staffAccount(bench.runtime, staff, accountId);
      const { rows } = await staffPlans(bench.runtime, staff, wish);
      return [account?.plan?.next?.late, rows[0]?.late];
    };
    expect(await seen()).toEqual([true, true]);
    const id = await hold(["interest"]);
    expect(await seen()).toEqual([true, true]);
    await hold(["collection"]);
    expect(await seen()).toEqual([false, false]);
    await endHold(bench.runtime, system, id);
    expect(await seen()).toEqual([false, false]);
  });
});
