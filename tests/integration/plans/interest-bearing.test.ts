import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import { calendarDate } from "#app/domain/primitives/date.ts";
import { system } from "#app/services/act.server.ts";
import { setHold } from "#app/services/holds/set-hold.server.ts";
import type { Visit } from "#app/services/identity/read-visit.server.ts";
import { bookPayment } from "#app/services/payments/book-payment.server.ts";
import { takeBackPayment } from "#app/services/payments/take-back-payment.server.ts";
import { planPage } from "#app/services/reading/plan.server.ts";
import { withTestDatabase } from "../../support/database.ts";
import { somePortfolio, type TestRuntime, testRuntime } from "../../support/runtime.ts";
import { atLevelTwo, loaded, pickNamed, shown, sign } from "../../support/signing.ts";
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
  await db.query(
    `update portfolio set
       policy = jsonb_set(policy, '{instalments,interest}', '{"mode":"contract"}'),
       policy_version = policy_version + 1
     where id = (select portfolio_id from account where id = $1)`,
    [accountId],
  );
  signer = await atLevelTwo(runtime, accountId);
});

const dayMs = 86_400_000;

async function pay(amountMinor: bigint): Promise<string> {
  const at = new Date(runtime.clock.now());
  const { payment } = await db.transaction((tx) =>
    bookPayment(runtime, tx, {
      accountId,
      amountMinor,
      effectiveOn: calendarDate(at.toISOString().slice(0, 10)),
      paidAt: at,
      source: "elsewhere",
      method: "transfer",
      reference: null,
      chargeRef: null,
      debtorId: null,
      attemptId: null,
      onceKey: `elsewhere:${runtime.ids.next()}`,
    }),
  );
  return payment.id;
}

const planNow = async () => planPage(runtime, signer, await loaded(runtime, accountId));

describe("a plan that bears interest, paid off early", () => {
  test("is complete once nothing is owed, though it had added up to more", async () => {
    const pick = await pickNamed(runtime, accountId, "instalments", 6);
    expect((await sign(runtime, signer, accountId, pick)).ok).toBe(true);
    runtime.clock.advance(10 * dayMs);
    const { balance } = await loaded(runtime, accountId);
    const due = (await planNow())?.leftMinor ?? 0n;
    expect(balance.totalMinor).toBeLessThan(due);
    await pay(balance.totalMinor - 1n);
    expect(await planNow()).toMatchObject({ isOpen: true, plan: { state: "active" } });
    await pay(1n);
    expect(await planNow()).toMatchObject({
      isOpen: false,
      plan: { state: "completed" },
      leftMinor: 0n,
      overdueMinor: 0n,
      next: null,
    });
    runtime.clock.advance(365 * dayMs);
    expect((await planNow())?.lines.some((line) => line.isLate || line.isNext)).toBe(false);
  });

  test("goes on when the payment that ended it is taken back", async () => {
    const pick = await pickNamed(runtime, accountId, "instalments", 6);
    expect((await sign(runtime, signer, accountId, pick)).ok).toBe(true);
    const paymentId = await pay((await loaded(runtime, accountId)).balance.totalMinor);
    expect(await planNow()).toMatchObject({ plan: { state: "completed" } });
    await takeBackPayment(runtime, system, { paymentId, reason: "bounced" });
    expect(await planNow()).toMatchObject({ isOpen: true, plan: { state: "active" } });
  });
});

describe("an offer of an earlier day", () => {
  test("lapses when a hold that stops offers is set before it is signed", async () => {
    const pick = await pickNamed(runtime, accountId, "instalments", 6);
    runtime.clock.advance(dayMs);
    expect((await shown(runtime, signer, accountId, pick)).ok).toBe(true);
    const effects = ["offers"] as const;
    await setHold(runtime, system, { accountId, kind: "legal", effects, reason: "court" });
    expect(await shown(runtime, signer, accountId, pick)).toMatchObject({ error: "lapsed" });
    expect(await sign(runtime, signer, accountId, pick)).toMatchObject({ error: "lapsed" });
  });
});
