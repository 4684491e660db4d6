import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import { calendarDate } from "#app/domain/primitives/date.ts";
import { takeBreathingSpace } from "#app/services/hardship/take-breathing-space.server.ts";
import type { Visit } from "#app/services/identity/read-visit.server.ts";
import type { Portfolio } from "#app/services/portfolios/load-portfolio.server.ts";
import { breathingPage } from "#app/services/reading/breathing-space.server.ts";
import { hardshipPage } from "#app/services/reading/hardship.server.ts";
import { withTestDatabase } from "../../support/database.ts";
import { somePortfolio, type TestRuntime, testRuntime } from "../../support/runtime.ts";
import { loaded } from "../../support/signing.ts";
import { someAccount, verified } from "../../support/visitor.ts";

const db = withTestDatabase();
let runtime: TestRuntime;
let portfolio: Portfolio;
let accountId: string;
let visit: Visit;

beforeAll(() => {
  runtime = testRuntime(db);
});

beforeEach(async () => {
  runtime.clock.set("2026-11-19T08:00:00Z");
  portfolio = await somePortfolio(runtime);
  ({ accountId } = await someAccount(runtime, portfolio));
  visit = await verified(runtime, accountId);
});

const typesTold = async () =>
  (
    await db.query<{ type: string }>(
      "select type from event where account_id = $1 order by account_seq",
      [accountId],
    )
  )
    .map(({ type }) => type)
    .filter((type) => /^(hold|adjust)/.test(type));
const written = async () =>
  (
    await db.query<{ kind: string; rule: string }>(
      "select kind, rule from contact_record where account_id = $1 and kind <> 'link'",
      [accountId],
    )
  ).map(({ kind, rule }) => `${kind}: ${rule}`);

describe("breathing space", () => {
  test("back to before the snapshot gives back what it charged, in the same act", async () => {
    const early = await someAccount(runtime, portfolio, {
      asOf: calendarDate("2026-11-15"),
      components: { principal: 10_000_00n, interest: 70_00n, penalty: 0n, fees: 0n, costs: 0n },
    });
    accountId = early.accountId;
    visit = await verified(runtime, accountId);
    const from = calendarDate("2026-11-05");
    const taken = await takeBreathingSpace(runtime, visit, accountId, from);
    // Ten days at 5.00 are inside the snapshot, four more were replayed since.
    expect(taken).toMatchObject({ ok: true, value: { creditedMinor: 50_00n } });
    expect((await loaded(runtime, accountId)).balance.totalMinor).toBe(10_020_00n);
    expect(await typesTold()).toEqual(["hold.set", "adjustment.posted"]);
    expect(await written()).toEqual(["breathing-space: service-message"]);
  });

  test("no further back than the policy lets a debtor go", async () => {
    const from = calendarDate("2026-11-04");
    const taken = await takeBreathingSpace(runtime, visit, accountId, from);
    expect(taken).toEqual({ ok: false, error: "breathing-too-early" });
  });

  test("shows as the debtor's own act", async () => {
    await takeBreathingSpace(runtime, visit, accountId, null);
    const [hold] = (await loaded(runtime, accountId)).holds;
    expect(hold?.setBy).toBe(`debtor:${visit.debtor.id}`);
  });

  test("that is used up says from which day it is possible again, and why to nobody", async () => {
    const page = async () => {
      const account = await loaded(runtime, accountId);
      const { pause } = await hardshipPage(runtime, visit.actor, account, "zh-CN");
      expect(await breathingPage(runtime, visit.actor, account)).toMatchObject(pause);
      return pause;
    };
    expect(await page()).toEqual({ offered: true, possible: true, from: "2026-11-19" });
    await takeBreathingSpace(runtime, visit, accountId, null);
    expect(await page()).toEqual({ offered: true, possible: false, from: "2027-11-19" });
    runtime.clock.set("2027-11-18T08:00:00Z");
    expect(await page()).toMatchObject({ possible: false });
    runtime.clock.set("2027-11-19T08:00:00Z");
    expect(await page()).toMatchObject({ possible: true });
    expect((await takeBreathingSpace(runtime, visit, accountId, null)).ok).toBe(true);
    await db.query("update account set status = 'closed' where id = $1", [accountId]);
    expect(await page()).toEqual({ offered: false, possible: false, from: null });
  });

  test("in the UK is 60 days, and one at a time", async () => {
    portfolio = await somePortfolio(runtime, {
      currency: "GBP",
      locale: "en",
      timeZone: "Europe/London",
      policy: "uk-conc",
    });
    ({ accountId } = await someAccount(runtime, portfolio));
    visit = await verified(runtime, accountId);
    const taken = await takeBreathingSpace(runtime, visit, accountId, null);
    expect(taken).toMatchObject({ ok: true, value: { hold: { toOn: "2027-01-18" } } });
    const again = await takeBreathingSpace(runtime, visit, accountId, null);
    expect(again).toEqual({ ok: false, error: "breathing-in-force" });
  });
});
