import { beforeEach, expect, test } from "vitest";
import { presetPolicy } from "#app/domain/policy/presets.ts";
import { policyDocument } from "#app/domain/policy/write-policy.ts";
import { runAutopay } from "#app/services/autopay/run-autopay.server.ts";
import { turnOff } from "#app/services/autopay/turn-off.server.ts";
import { sweepAttempts } from "#app/services/payments/sweep-attempts.server.ts";
import {
  intentsOf,
  minuteMs,
  type Planned,
  runAt,
  somePlanned,
  triesOf,
  turnedOn,
} from "../support/autopay.ts";
import { fault } from "../support/faults.ts";
import { advance, booksOf, setTime, withPayments } from "../support/payments.ts";

const bench = withPayments();
/** 09:00 in Shanghai on the first due date. */
const dueAt = "2026-12-19T01:00:00Z";
const paid = { payments: 1, paidMinor: 84_084n, postings: 1, events: 1, offBalance: 0n };

// The provider forgets between tests; the database does not.
beforeEach(async () => {
  await bench.runtime.db.query("update autopay set state = 'off' where state <> 'off'");
});

async function charging(): Promise<Planned> {
  const planned = await somePlanned(bench);
  await turnedOn(bench, planned);
  return planned;
}

fault("autopay: unknown outcome", "the same key until it is known, never another", async () => {
  const { runtime, simulator } = bench;
  const planned = await charging();
  await runAt(bench, "2026-12-18T02:00:00Z");
  setTime(bench, dueAt);
  // Twice: the SDK repeats a connection that was reset once by itself.
  simulator.control.failNext({
    kind: "reset",
    when: "after",
    times: 2,
    method: "POST",
    path: "/v1/payment_intents",
  });
  simulator.control.webhooks("drop");
  await runAutopay(runtime);
  expect(await triesOf(bench, planned)).toMatchObject([{ state: "asked" }]);
  advance(bench, 30 * minuteMs);
  await runAutopay(runtime);
  expect(await triesOf(bench, planned)).toHaveLength(1);
  await sweepAttempts(runtime);
  expect(await triesOf(bench, planned)).toMatchObject([{ state: "succeeded" }]);
  expect(intentsOf(bench)).toHaveLength(1);
  expect(await booksOf(bench, planned.accountId)).toMatchObject(paid);
});

test("an unknown outcome that never landed: made again, but not once consent is gone", async () => {
  const { runtime, simulator } = bench;
  const planned = await charging();
  await runAt(bench, "2026-12-18T02:00:00Z");
  setTime(bench, dueAt);
  const path = "/v1/payment_intents";
  simulator.control.failNext({ kind: "reset", times: 2, method: "POST", path });
  await runAutopay(runtime);
  await turnOff(runtime, planned.visit.actor, planned.accountId, { removeCard: false });
  advance(bench, 5 * minuteMs);
  await sweepAttempts(runtime);
  expect(await triesOf(bench, planned)).toMatchObject([{ state: "asked" }]);
  advance(bench, 10 * minuteMs);
  await sweepAttempts(runtime);
  expect(await triesOf(bench, planned)).toMatchObject([{ state: "dropped", code: "never-made" }]);
  expect(intentsOf(bench)).toHaveLength(0);
});

/** A plan in a zone, with its instalments moved to these days and charged at a time of day. */
async function plannedOn(timeZone: string, chargeAt: string, days: readonly string[]) {
  const document = policyDocument(presetPolicy("cn-bank-card", "CNY", timeZone));
  const policy = { ...document, autopay: { chargeAt } };
  const planned = await somePlanned(bench, { timeZone, policy });
  await bench.runtime.db.query("update instalment set due_on = due_on + 2000 where plan_id = $1", [
    planned.planId,
  ]);
  for (const [index, day] of days.entries()) {
    await bench.runtime.db.query(
      "update instalment set due_on = $3::date where plan_id = $1 and n = $2",
      [planned.planId, index + 1, day],
    );
  }
  await turnedOn(bench, planned);
  return planned;
}

fault(
  "autopay: clock change",
  "an hour that is not there, or is there twice, is one charge",
  async () => {
    // New York: 02:30 does not exist on 14 March 2027, and 01:30 comes twice on 7 November 2027.
    const spring = await plannedOn("America/New_York", "02:30", ["2027-03-14"]);
    await runAt(bench, "2027-03-14T06:59:00Z");
    expect(await triesOf(bench, spring)).toEqual([]);
    for (const at of ["2027-03-14T07:31:00Z", "2027-03-14T08:31:00Z", "2027-03-15T08:31:00Z"]) {
      setTime(bench, at);
      await runAutopay(bench.runtime);
    }
    expect(await triesOf(bench, spring)).toMatchObject([
      { n: 1, state: "succeeded", triedOn: "2027-03-14" },
    ]);
    const autumn = await plannedOn("America/New_York", "01:30", ["2027-11-07"]);
    await runAt(bench, "2027-11-07T05:31:00Z");
    setTime(bench, "2027-11-07T06:31:00Z");
    await runAutopay(bench.runtime);
    expect(await triesOf(bench, autumn)).toMatchObject([
      { n: 1, state: "succeeded", triedOn: "2027-11-07" },
    ]);
  },
);

fault("autopay: month end", "each on the last day, by the portfolio's own calendar", async () => {
  const days = ["2027-01-31", "2027-02-28", "2027-03-31"];
  const planned = await plannedOn("Pacific/Kiritimati", "09:00", days);
  // 14 hours ahead: 09:00 there is 19:00 UTC of the day before.
  for (const at of ["2027-01-30T19:00:00Z", "2027-02-27T19:00:00Z", "2027-03-30T19:00:00Z"]) {
    await runAt(bench, at);
  }
  expect(await triesOf(bench, planned)).toMatchObject(
    days.map((triedOn, index) => ({ n: index + 1, state: "succeeded", triedOn })),
  );
});
