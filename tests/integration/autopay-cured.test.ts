import { describe, expect, test } from "vitest";
import { findPlan, listInstalments } from "#app/db/stores/plans.server.ts";
import { calendarDate } from "#app/domain/primitives/date.ts";
import { system } from "#app/services/act.server.ts";
import { turnOff } from "#app/services/autopay/turn-off.server.ts";
import { setHold } from "#app/services/holds/set-hold.server.ts";
import { sendMessage } from "#app/services/messages/send-message.server.ts";
import { watchPlans } from "#app/services/plans/watch-plans.server.ts";
import { planPage } from "#app/services/reading/plan.server.ts";
import { type Planned, somePlanned, turnedOn } from "../support/autopay.ts";
import { setTime, withPayments } from "../support/payments.ts";
import { loaded, payElsewhere } from "../support/signing.ts";

const bench = withPayments();

/** Two instalments were missed. */
async function broken(planned: Planned): Promise<void> {
  setTime(bench, "2027-01-24T04:00:00Z");
  await watchPlans(bench.runtime);
  expect(await stateOf(planned)).toBe("broken");
}

async function paidUp({ accountId, planId }: Planned): Promise<void> {
  const [first, second] = await listInstalments(bench.runtime.db, planId);
  await payElsewhere(bench.runtime, accountId, (first?.amount ?? 0n) + (second?.amount ?? 0n));
}

async function held({ accountId }: Planned): Promise<void> {
  const wanted = { accountId, kind: "dispute", reason: "test" } as const;
  const from = calendarDate("2027-01-18");
  expect(await setHold(bench.runtime, system, { ...wanted, from })).toMatchObject({ ok: true });
}

const account = ({ accountId }: Planned) => loaded(bench.runtime, accountId);
const stateOf = async ({ planId }: Planned) => (await findPlan(bench.runtime.db, planId))?.state;

/** What the debtor reads when the plan is back: the message, and the line on the plan's page. */
async function readBack(planned: Planned) {
  const { runtime } = bench;
  expect(await stateOf(planned)).toBe("active");
  const [told] = await runtime.db.query<{ id: string }>(
    `select id from contact_record where account_id = $1 and kind in ('plan-cured', 'plan-held')`,
    [planned.accountId],
  );
  await sendMessage(runtime, told?.id ?? "", false);
  const page = await planPage(runtime, planned.visit, await account(planned));
  return { text: runtime.sent.at(-1)?.text ?? "", autopay: page?.autopay?.state };
}

const notBack = "自动扣款在计划停止时关了，没有跟着恢复";

describe("a plan that comes back", () => {
  test.each([
    ["paid up", paidUp],
    ["held", held],
  ])("because it was %s says that automatic payment did not", async (_, bringBack) => {
    const planned = await somePlanned(bench);
    await turnedOn(bench, planned);
    await broken(planned);
    await bringBack(planned);
    const read = await readBack(planned);
    expect(read.text).toContain("起恢复");
    expect(read.text).toContain(notBack);
    expect(read.autopay).toBe("ended");
    await turnedOn(bench, planned);
    const page = await planPage(bench.runtime, planned.visit, await account(planned));
    expect(page?.autopay?.state).toBe("on");
  });

  test("says nothing of it where it had not been on, or was turned off before", async () => {
    const never = await somePlanned(bench);
    await broken(never);
    await paidUp(never);
    const off = await readBack(never);
    expect([off.text.includes(notBack), off.autopay]).toEqual([false, "off"]);
    setTime(bench, "2026-11-19T08:00:00Z");
    const before = await somePlanned(bench);
    await turnedOn(bench, before);
    await turnOff(bench.runtime, before.visit.actor, before.accountId, { removeCard: false });
    await broken(before);
    await paidUp(before);
    const read = await readBack(before);
    expect([read.text.includes(notBack), read.autopay]).toEqual([false, "off"]);
  });
});
