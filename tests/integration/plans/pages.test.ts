import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import { calendarDate } from "#app/domain/primitives/date.ts";
import type { Visit } from "#app/services/identity/read-visit.server.ts";
import { nextOfPlan } from "#app/services/reading/next-of-plan.server.ts";
import { planPage } from "#app/services/reading/plan.server.ts";
import { type WaysAsk, ways } from "#app/services/reading/ways.server.ts";
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

beforeEach(async () => {
  runtime.clock.set("2026-11-19T08:00:00Z");
  ({ accountId } = await someAccount(runtime, await somePortfolio(runtime)));
  signer = await atLevelTwo(runtime, accountId);
});

const dayMs = 86_400_000;
const nothing: WaysAsk = { budgetMinor: null, firstDueOn: null, frequency: null };

async function waysNow(ask: Partial<WaysAsk> = {}) {
  return ways(runtime, await loaded(runtime, accountId), { ...nothing, ...ask });
}

async function planNow(who = signer) {
  return planPage(runtime, who, await loaded(runtime, accountId));
}

async function signNow(terms = 12): Promise<void> {
  const pick = await pickNamed(runtime, accountId, "instalments", terms);
  const done = await sign(runtime, signer, accountId, pick);
  if (!done.ok) throw new Error(done.error);
}

const pay = (amountMinor: bigint) => payElsewhere(runtime, accountId, amountMinor);

describe("a plan that is complete", () => {
  test("says what is owed all the same", async () => {
    await signNow();
    const toPay = (await planNow())?.leftMinor ?? 0n;
    await pay(toPay - 1n);
    expect(await planNow()).toMatchObject({ plan: { state: "completed" }, restMinor: 1n });
    await pay(1n);
    expect(await planNow()).toMatchObject({ plan: { state: "completed" }, restMinor: 0n });
  });
});

describe("ways to pay", () => {
  test("show the closest to the budget first, then what is within it", async () => {
    const page = await waysNow({ budgetMinor: 900_00n });
    expect(page.cards.map((way) => [way.terms, way.fit])).toEqual([
      [12, "closest"],
      [24, "within"],
      [36, "within"],
    ]);
    expect([...page.cards, ...page.more]).toHaveLength(page.all.length);
  });

  test("keep the wished first day within the policy's window", async () => {
    const of = async (firstDueOn: string) =>
      (await waysNow({ firstDueOn: calendarDate(firstDueOn) })).firstDueOn;
    expect((await waysNow()).firstDueOn).toBe("2026-12-19");
    expect(await of("2026-12-25")).toBe("2026-12-25");
    expect(await of("2026-11-01")).toBe("2026-11-20");
    expect(await of("2027-06-01")).toBe("2027-01-03");
  });

  test("draw each from today's balance down to nothing", async () => {
    const page = await waysNow();
    for (const way of page.all) {
      expect(way.steps[0]).toEqual({ on: "2026-11-19", balanceMinor: page.totalMinor });
      expect(way.steps.at(-1)?.balanceMinor).toBe(0n);
    }
  });

  test("are none once a plan is in force, the debt is paid, or the account recalled", async () => {
    await db.query("update account set status = 'recalled' where id = $1", [accountId]);
    expect(await waysNow()).toMatchObject({ all: [], status: "recalled", inForce: false });
    await db.query("update account set status = 'open' where id = $1", [accountId]);
    await signNow();
    expect(await waysNow()).toMatchObject({ all: [], inForce: true });
    await pay((await loaded(runtime, accountId)).balance.totalMinor);
    expect(await waysNow()).toMatchObject({ all: [], totalMinor: 0n, inForce: false });
  });
});

describe("my plan", () => {
  test("says what is owed that its instalments do not have", async () => {
    await signNow();
    expect(await planNow()).toMatchObject({ besideMinor: 0n, lessMinor: 0n });
    const charged = "update account set fees = fees + 5000, total = total + 5000 where id = $1";
    await db.query(charged, [accountId]);
    expect(await planNow()).toMatchObject({ besideMinor: 50_00n, lessMinor: 0n });
  });

  test("is nothing before one was signed", async () => {
    expect(await planNow()).toBeNull();
  });

  test("shows what comes next, what was paid, and what is on hold", async () => {
    await signNow();
    const before = await planNow();
    expect(before).toMatchObject({ isOpen: true, paidCount: 0, next: { n: 1 }, terms: 12 });
    expect(before?.hold).toEqual({ from: "2026-11-19", effects: ["interest", "collection"] });
    await pay((before?.next?.openMinor ?? 0n) + 10_00n);
    const after = await planNow();
    expect(after).toMatchObject({ paidCount: 1, next: { n: 2 } });
    expect(after?.next?.openMinor).toBe((before?.lines[1]?.amountMinor ?? 0n) - 10_00n);
    expect(after?.lines.map((line) => line.status).slice(0, 3)).toEqual(["paid", "part", "unpaid"]);
    expect(after?.paidMinor).toBe((before?.next?.openMinor ?? 0n) + 10_00n);
    expect(after?.payments).toHaveLength(1);
  });

  test("says what is late and until when it can be put right", async () => {
    await signNow();
    runtime.clock.advance(31 * dayMs);
    const page = await planNow();
    expect(page?.overdueMinor).toBe(page?.lines[0]?.amountMinor);
    expect(page?.lines[0]).toMatchObject({ isLate: true, isNext: true });
    expect(page?.graceUntil).toBe("2026-12-22");
    const late = { amountMinor: page?.overdueMinor, until: page?.graceUntil };
    const onHome = await nextOfPlan(db, await loaded(runtime, accountId));
    expect(onHome).toMatchObject({ isStill: false, late });
  });

  test("is complete once all of it is paid", async () => {
    await signNow(6);
    await pay((await loaded(runtime, accountId)).balance.totalMinor);
    expect(await planNow()).toMatchObject({
      isOpen: false,
      plan: { state: "completed" },
      leftMinor: 0n,
      next: null,
    });
  });

  test("shows another liable debtor the plan, and not the paper of its signer", async () => {
    await signNow();
    expect((await planNow())?.agreement).not.toBeNull();
    const other = { ...signer, actor: { ...signer.actor, debtorId: runtime.ids.next() } };
    expect(await planNow(other)).toMatchObject({ agreement: null, isOpen: true });
  });
});
