import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import { calendarDate } from "#app/domain/primitives/date.ts";
import { system } from "#app/services/act.server.ts";
import { endHold } from "#app/services/holds/end-hold.server.ts";
import type { NewHold } from "#app/services/holds/place-hold.server.ts";
import { setHold } from "#app/services/holds/set-hold.server.ts";
import type { Visit } from "#app/services/identity/read-visit.server.ts";
import { contactBinding } from "#app/services/messages/queue-message.server.ts";
import { tellWaiting } from "#app/services/messages/tell-waiting.server.ts";
import { watchPlans } from "#app/services/plans/watch-plans.server.ts";
import { savePreferences } from "#app/services/preferences/save-preferences.server.ts";
import { planPage } from "#app/services/reading/plan.server.ts";
import { withTestDatabase } from "../../support/database.ts";
import { somePortfolio, type TestRuntime, testRuntime } from "../../support/runtime.ts";
import { atLevelTwo, loaded, payElsewhere, pickNamed, sign } from "../../support/signing.ts";
import { someAccount } from "../../support/visitor.ts";

const db = withTestDatabase();
let runtime: TestRuntime;
let accountId: string;
let signer: Visit;

beforeAll(() => {
  runtime = testRuntime(db);
});

/** A plan whose first two instalments were not paid; the second one's grace ends on 23 December. */
beforeEach(async () => {
  runtime.clock.set("2026-11-19T08:00:00Z");
  const delinquentSince = calendarDate("2026-09-01");
  ({ accountId } = await someAccount(runtime, await somePortfolio(runtime), { delinquentSince }));
  signer = await atLevelTwo(runtime, accountId);
  const named = await pickNamed(runtime, accountId, "instalments", 6);
  const pick = named.replace(/monthly.*$/, "monthly.2026-11-20");
  expect(await sign(runtime, signer, accountId, pick)).toMatchObject({ ok: true });
});

/** Ten past midnight of the 24th in Shanghai. */
async function breakAtNight(): Promise<void> {
  runtime.clock.set("2026-12-23T16:10:00Z");
  await watchPlans(runtime);
  const [plan] = await db.query<{ state: string; endedAt: Date }>(
    `select state, ended_at as "endedAt" from plan where account_id = $1`,
    [accountId],
  );
  expect(plan).toEqual({ state: "broken", endedAt: new Date("2026-12-23T16:10:00Z") });
}

async function askAt(instant: string): Promise<void> {
  runtime.clock.set(instant);
  await tellWaiting(runtime);
}

async function lines() {
  return db.query<{ id: string; portfolioId: string; sealed: Buffer; text: string }>(
    `select id, portfolio_id as "portfolioId", sealed,
       concat_ws(' ', kind, class, state, rule) as text from contact_record
     where account_id = $1 and kind in ('plan-broken', 'plan-over') order by at, id`,
    [accountId],
  );
}

const decided = async () => (await lines()).map(({ text }) => text);

async function said(): Promise<string> {
  const last = (await lines()).at(-1);
  if (last === undefined) throw new Error("nothing was said");
  return JSON.stringify(runtime.sealer.open(contactBinding(last), last.sealed));
}

async function waits() {
  const text = "select state from waiting_message where account_id = $1 and kind = 'plan-broken'";
  return (await db.query<{ state: string }>(text, [accountId])).map(({ state }) => state);
}

async function askedAgainAt() {
  const text = "select not_before as at from waiting_message where account_id = $1";
  return (await db.query<{ at: Date }>(`${text} and kind = 'plan-broken'`, [accountId]))[0]?.at;
}

/** Sets a hold from the day of an instant on; answers its id. */
async function holdAt(instant: string, wanted: Pick<NewHold, "kind" | "effects" | "to">) {
  runtime.clock.set(instant);
  const set = await setHold(runtime, system, { ...wanted, accountId, reason: "test" });
  return set.ok ? set.value.hold.id : expect.fail(set.error);
}

async function endAt(instant: string, holdId: string): Promise<void> {
  runtime.clock.set(instant);
  expect(await endHold(runtime, system, holdId)).toMatchObject({ ok: true });
}

const noNoticesUntil = (to: string | null) =>
  holdAt("2026-12-23T04:00:00Z", {
    ...{ kind: "manual", effects: ["notices"] },
    to: to === null ? null : calendarDate(to),
  });

const atNight = "plan-broken contact blocked cn-hours";
const allowed = "plan-broken contact queued cn-rules-kept";
const disputed = "plan-broken contact blocked hold:dispute";
const refused = "plan-broken contact blocked channel-refused";
/** Half past midnight, twenty minutes after the break. */
const afterBreak = "2026-12-23T16:30:00Z";

describe("the word that a plan stopped", () => {
  test("waits for the morning; it names the day of the break and of the cure", async () => {
    await breakAtNight();
    expect([await decided(), await waits()]).toEqual([[atNight], ["waiting"]]);
    const page = await planPage(runtime, signer, await loaded(runtime, accountId));
    expect(page?.cure?.by).toBe("2027-01-07");
    await askAt("2026-12-24T00:05:00Z");
    await askAt("2026-12-24T04:05:00Z");
    expect(await decided()).toEqual([atNight, "plan-broken contact queued cn-rules-kept"]);
    expect(await said()).toMatch(/2026年12月24日 停止.*2027年1月7日 以前补上/);
    expect(await waits()).toEqual(["sent"]);
  });

  test("is not said when it came back meanwhile", async () => {
    await breakAtNight();
    await payElsewhere(runtime, accountId, 10_000_00n / 2n);
    await askAt("2026-12-24T00:05:00Z");
    expect([await decided(), await waits()]).toEqual([[atNight], ["no-longer-so"]]);
  });

  test("is not said once another plan was signed", async () => {
    await breakAtNight();
    const pick = await pickNamed(runtime, accountId, "instalments", 6);
    const again = await atLevelTwo(runtime, accountId);
    expect(await sign(runtime, again, accountId, pick)).toMatchObject({ ok: true });
    await askAt("2026-12-24T00:05:00Z");
    expect([await decided(), await waits()]).toEqual([[atNight], ["no-longer-so"]]);
  });

  test("is worth its wait while paying up still brings the plan back", async () => {
    await noNoticesUntil("2026-12-30");
    await breakAtNight();
    await askAt("2026-12-29T16:00:00Z");
    await askAt("2026-12-30T00:05:00Z");
    expect(await decided()).toEqual([
      "plan-broken contact blocked hold:manual",
      atNight,
      "plan-broken contact queued cn-rules-kept",
    ]);
    expect(await said()).toMatch(/2026年12月24日 停止.*2027年1月7日 以前补上/);
  });

  test("is let go when the days of cure are over too", async () => {
    await noNoticesUntil("2027-01-20");
    await breakAtNight();
    await askAt("2027-01-23T02:00:00Z");
    expect([await decided(), await waits()]).toEqual([
      ["plan-broken contact blocked hold:manual"],
      ["too-old"],
    ]);
  });

  test("is told as over once a breathing space that outlives the days of cure ends", async () => {
    await breakAtNight();
    await holdAt(afterBreak, { kind: "breathing-space", to: calendarDate("2027-02-22") });
    await askAt("2026-12-24T00:05:00Z");
    await askAt("2027-02-21T16:00:00Z");
    await askAt("2027-02-22T00:05:00Z");
    expect([await decided(), await waits()]).toEqual([
      [
        atNight,
        "plan-broken contact blocked hold:breathing-space",
        "plan-over contact blocked cn-hours",
        "plan-over contact queued cn-rules-kept",
      ],
      ["sent"],
    ]);
  });
});

describe("the word that a plan stopped, under a hold without an end", () => {
  test("is looked at once a day without a new line, and told after the hold", async () => {
    await breakAtNight();
    const holdId = await holdAt(afterBreak, { kind: "dispute" });
    await askAt("2026-12-24T00:05:00Z");
    for (const day of ["25", "26", "27"]) {
      expect(await askedAgainAt()).toEqual(new Date(`2026-12-${day}T00:05:00Z`));
      await askAt(`2026-12-${day}T00:04:00Z`);
      await askAt(`2026-12-${day}T00:05:00Z`);
      await askAt(`2026-12-${day}T12:00:00Z`);
    }
    expect([await decided(), await waits()]).toEqual([[atNight, disputed], ["waiting"]]);
    await endAt("2026-12-27T13:00:00Z", holdId);
    await askAt("2026-12-28T00:05:00Z");
    await askAt("2026-12-29T00:05:00Z");
    expect([await decided(), await waits()]).toEqual([[atNight, disputed, allowed], ["sent"]]);
    expect(await said()).toMatch(/2026年12月24日 停止.*2027年1月7日 以前补上/);
  });

  test("is dropped when the plan came back meanwhile", async () => {
    await breakAtNight();
    await holdAt(afterBreak, { kind: "dispute" });
    await askAt("2026-12-24T00:05:00Z");
    await payElsewhere(runtime, accountId, 10_000_00n / 2n);
    await askAt("2026-12-25T00:05:00Z");
    expect([await decided(), await waits()]).toEqual([[atNight, disputed], ["no-longer-so"]]);
  });

  test("is too old by the days that no hold stopped", async () => {
    await breakAtNight();
    const holdId = await holdAt(afterBreak, { kind: "dispute" });
    await askAt("2026-12-24T00:05:00Z");
    await endAt("2027-01-10T04:00:00Z", holdId);
    await askAt("2027-01-13T05:00:00Z");
    expect([await decided(), await waits()]).toEqual([[atNight, disputed], ["too-old"]]);
  });

  test("is stopped for good by what no day mends, such as an opt-out", async () => {
    await breakAtNight();
    const holdId = await holdAt(afterBreak, { kind: "dispute" });
    await askAt("2026-12-24T00:05:00Z");
    await savePreferences(runtime, signer, {
      locale: "zh-CN",
      hours: null,
      refused: ["email", "sms"],
    });
    await endAt("2026-12-24T13:00:00Z", holdId);
    await askAt("2026-12-25T00:05:00Z");
    expect((await decided()).slice(2)).toEqual(Array(2).fill(refused));
    expect(await waits()).toEqual(["blocked"]);
  });

  test("is kept too when the hold stood before the plan broke", async () => {
    const holdId = await noNoticesUntil(null);
    await breakAtNight();
    expect(await waits()).toEqual(["waiting"]);
    await askAt("2026-12-24T16:10:00Z");
    await endAt("2026-12-25T04:00:00Z", holdId);
    await askAt("2026-12-25T16:10:00Z");
    await askAt("2026-12-26T00:05:00Z");
    const held = "plan-broken contact blocked hold:manual";
    expect([await decided(), await waits()]).toEqual([[held, atNight, allowed], ["sent"]]);
  });
});
