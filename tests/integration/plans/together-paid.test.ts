import { expect, test } from "vitest";
import { startSeveral } from "#app/services/payments/start-several.server.ts";
import { paySeveral } from "#app/services/reading/pay-several.server.ts";
import { planGroup } from "#app/services/reading/plan-group.server.ts";
import { drain, setTime, withPayments } from "../../support/payments.ts";
import { somePortfolio } from "../../support/runtime.ts";
import { loaded } from "../../support/signing.ts";
import { jointPick, signBoth, twoAccounts } from "../../support/together.ts";
import { someAccount } from "../../support/visitor.ts";

const bench = withPayments();

/** Two accounts in one plan of six, and a third account of the same debtor without a plan. */
async function signed() {
  const { runtime } = bench;
  const portfolio = await somePortfolio(runtime);
  const both = await twoAccounts(runtime, portfolio);
  const done = await signBoth(runtime, both, await jointPick(runtime, both, 6));
  if (!done.ok) throw new Error(done.error);
  const third = await someAccount(runtime, portfolio);
  await runtime.db.query("update account set debtor_id = $1 where id = $2", [
    both.visit.debtor.id,
    third.accountId,
  ]);
  return { both, groupId: done.value.groupId, third: third.accountId };
}

test("the next instalment of all is one charge, split over the accounts", async () => {
  const { runtime, simulator } = bench;
  const { both, groupId, third } = await signed();
  const meant = await paySeveral(runtime, both.visit, groupId);
  expect(meant.map(({ accountId }) => accountId).sort()).toEqual([...both.ids]);
  const all = await paySeveral(runtime, both.visit);
  expect(all.map(({ accountId }) => accountId)).toContain(third);

  const [firstId] = both.ids;
  const before = await planGroup(runtime, both.visit.actor, await loaded(runtime, firstId));
  const lines = both.ids.map((accountId) => ({
    accountId,
    choice: "next" as const,
    otherMinor: null,
  }));
  const start = await startSeveral(runtime, both.visit.actor, { lines, locale: "zh-CN" });
  if (!start.ok || start.value.go !== "page") throw new Error(JSON.stringify(start));
  const [session] = Object.values(simulator.state.memory.sessions);
  expect(BigInt(session?.amount_total ?? 0)).toBe(before?.nextMinor);
  simulator.control.pay({ session: session?.id ?? "" });
  await drain(bench);

  const after = await planGroup(runtime, both.visit.actor, await loaded(runtime, firstId));
  expect(after?.members.map(({ state, paidCount }) => [state, paidCount])).toEqual([
    ["active", 1],
    ["active", 1],
  ]);
  const paid = await runtime.db.query<{ amount: bigint; charge: string }>(
    `select amount, charge_ref as charge from payment where account_id = any($1::uuid[])`,
    [both.ids],
  );
  expect(paid.reduce((sum, one) => sum + one.amount, 0n)).toBe(before?.nextMinor);
  expect(new Set(paid.map(({ charge }) => charge)).size).toBe(1);
});

test("paid early for all, both plans are complete and nothing more is due", async () => {
  const { runtime, simulator } = bench;
  const { both } = await signed();
  setTime(bench, "2026-12-01T08:00:00Z");
  const lines = both.ids.map((accountId) => ({
    accountId,
    choice: "whole" as const,
    otherMinor: null,
  }));
  const start = await startSeveral(runtime, both.visit.actor, { lines, locale: "en" });
  expect(start).toMatchObject({ ok: true, value: { go: "page" } });
  const [session] = Object.values(simulator.state.memory.sessions);
  simulator.control.pay({ session: session?.id ?? "" });
  await drain(bench);
  const group = await planGroup(runtime, both.visit.actor, await loaded(runtime, both.ids[0]));
  expect(group).toMatchObject({ dueCount: 0, nextMinor: 0n, nextOn: null });
  expect(group?.members.map(({ state }) => state)).toEqual(["completed", "completed"]);
});
