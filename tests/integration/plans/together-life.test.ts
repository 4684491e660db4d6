import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import { findAgreementOfPlan } from "#app/db/stores/agreements.server.ts";
import { findOpenPlan, listInstalments } from "#app/db/stores/plans.server.ts";
import type { Agreement } from "#app/domain/plans/agreement.ts";
import { agreementBinding } from "#app/services/plans/agreement-seals.server.ts";
import { cancelPlan } from "#app/services/plans/cancel-plan.server.ts";
import { signPlan } from "#app/services/plans/sign-plan.server.ts";
import { watchPlans } from "#app/services/plans/watch-plans.server.ts";
import { home } from "#app/services/reading/home.server.ts";
import { planGroup } from "#app/services/reading/plan-group.server.ts";
import { signPage } from "#app/services/reading/sign.server.ts";
import { planOfAccount } from "#app/services/reading/staff-plan.server.ts";
import { withTestDatabase } from "../../support/database.ts";
import { somePortfolio, type TestRuntime, testRuntime } from "../../support/runtime.ts";
import { loaded, nameOnFile, payElsewhere } from "../../support/signing.ts";
import { jointPick, signBoth, type TwoAccounts, twoAccounts } from "../../support/together.ts";
import { address } from "../../support/visitor.ts";

const db = withTestDatabase();
let runtime: TestRuntime;
let both: TwoAccounts;

beforeAll(() => {
  runtime = testRuntime(db);
});

beforeEach(async () => {
  runtime.clock.set("2026-11-19T08:00:00Z");
  both = await twoAccounts(runtime, await somePortfolio(runtime));
});

/** The pick of a plan for one account, of the day on which the tests begin. */
const proposed = "2026-11-19.instalments.12.monthly.2026-12-10";

async function signed() {
  const done = await signBoth(runtime, both, await jointPick(runtime, both, 6));
  if (!done.ok) throw new Error(done.error);
  return done.value;
}

describe("the plans live on by themselves", () => {
  test("what is paid of one counts for it alone, and the group tells both", async () => {
    const { plans } = await signed();
    const [first, second] = plans.map(({ accountId }) => accountId) as [string, string];
    const whole = (await loaded(runtime, second)).balance.totalMinor;
    await payElsewhere(runtime, second, whole);
    const account = await loaded(runtime, first);
    const group = await planGroup(runtime, both.visit.actor, account);
    expect(group?.members.map(({ state }) => state)).toEqual(["agreed", "completed"]);
    expect(group).toMatchObject({ dueCount: 1 });
    expect((await findOpenPlan(db, first))?.state).toBe("agreed");
    const page = await home(runtime, both.visit, first);
    expect(page?.group).toBeNull();
    expect(page?.next).not.toBeNull();
  });

  test("home and plan tell what both take next", async () => {
    await signed();
    const page = await home(runtime, both.visit, both.ids[0]);
    const owed = await Promise.all(both.ids.map((id) => loaded(runtime, id)));
    const sixth = owed.map(({ balance }) => (balance.totalMinor + 5n) / 6n);
    expect(page?.group?.nextMinor).toBe(sixth.reduce((sum, one) => sum + one, 0n));
    const stranger = { ...both.visit.actor, debtorId: runtime.ids.next() };
    const account = owed[0];
    expect(account && (await planGroup(runtime, stranger, account))).toBeNull();
  });

  test("one is left, the other goes on", async () => {
    const { plans } = await signed();
    const [first, second] = plans as readonly [{ accountId: string; planId: string }, never];
    const left = await cancelPlan(runtime, both.visit, first.accountId, first.planId);
    expect(left).toMatchObject({ ok: true });
    expect(await findOpenPlan(db, first.accountId)).toBeNull();
    expect((await findOpenPlan(db, (second as typeof first).accountId))?.state).toBe("agreed");
  });

  test("one is changed: its new paper says that the others go on", async () => {
    const { plans } = await signed();
    const [first, second] = plans.map(({ accountId }) => accountId) as [string, string];
    const old = plans[0]?.planId ?? "";
    const choice = { pick: proposed, locale: "zh-CN", replaces: old } as const;
    const shown = await signPage(runtime, both.visit, await loaded(runtime, first), choice);
    if (!shown.ok) throw new Error(shown.error);
    const seen = shown.value.sha256;
    const signing = { ...choice, seen, name: nameOnFile, address, userAgent: "x" };
    const done = await signPlan(runtime, both.visit, first, signing);
    if (!done.ok) throw new Error(done.error);
    const [row, before] = await Promise.all([
      findAgreementOfPlan(db, done.value.planId),
      findAgreementOfPlan(db, old),
    ]);
    if (!row || !before) throw new Error("no agreement");
    const text = runtime.sealer.openBytes(agreementBinding(row), row.sealed).toString();
    const agreement = JSON.parse(text) as Agreement;
    expect(agreement.replaces).toMatchObject({
      sha256: before.sha256.toString("hex"),
      onSeveral: true,
    });
    expect(agreement.clauses.map(({ key }) => key)).toContain("replaces-part");
    const group = await planGroup(runtime, both.visit.actor, await loaded(runtime, second));
    expect(group?.members.map(({ state }) => state)).toEqual(["replaced", "agreed"]);
    expect(await planGroup(runtime, both.visit.actor, await loaded(runtime, first))).toBeNull();
    const block = await planOfAccount(runtime, await loaded(runtime, second));
    expect(block?.together.map(({ id }) => id)).toEqual([first]);
  });

  test("one is broken, the other is kept; a date of both is brought to mind once", async () => {
    const { plans } = await signed();
    const [first, second] = plans.map(({ accountId }) => accountId) as [string, string];
    const told = async (kind: string) => {
      const rows = await db.query<{ count: number }>(
        `select count(*)::int as count from contact_record where debtor_id = $1 and kind = $2
           and allowed`,
        [both.visit.debtor.id, kind],
      );
      return rows[0]?.count;
    };
    for (const day of ["2026-12-17", "2026-12-18", "2026-12-19"]) {
      runtime.clock.set(`${day}T04:00:00Z`);
      await watchPlans(runtime);
    }
    expect(await told("plan-reminder")).toBe(1);
    const [line] = await listInstalments(db, plans[1]?.planId ?? "");
    for (const month of ["2026-12-19", "2027-01-19"]) {
      runtime.clock.set(`${month}T04:00:00Z`);
      await payElsewhere(runtime, second, line?.amount ?? 0n);
    }
    for (const day of ["2026-12-20", "2027-01-20", "2027-01-23"]) {
      runtime.clock.set(`${day}T04:00:00Z`);
      await watchPlans(runtime);
    }
    const group = await planGroup(runtime, both.visit.actor, await loaded(runtime, second));
    expect(group?.members.map(({ accountId, state }) => [accountId, state])).toEqual([
      [first, "broken"],
      [second, "active"],
    ]);
    expect((await findOpenPlan(db, second))?.state).toBe("active");
  });
});
