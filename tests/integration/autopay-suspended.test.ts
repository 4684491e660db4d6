import { beforeEach, expect, test } from "vitest";
import { runAutopay } from "#app/services/autopay/run-autopay.server.ts";
import { sweepAttempts } from "#app/services/payments/sweep-attempts.server.ts";
import {
  dayMs,
  intentsOf,
  minuteMs,
  runAt,
  somePlanned,
  triesOf,
  turnedOn,
} from "../support/autopay.ts";
import { advance, drain, setTime, withPayments } from "../support/payments.ts";

const bench = withPayments();

// The provider forgets between tests; the database does not.
beforeEach(async () => {
  await bench.runtime.db.query("update autopay set state = 'off' where state <> 'off'");
});

test("a charge whose money waits in suspense is over, and is not made again", async () => {
  const { runtime, simulator } = bench;
  const planned = await somePlanned(bench);
  await turnedOn(bench, planned);
  await runAt(bench, "2026-12-18T02:00:00Z");
  simulator.control.failNext({
    kind: "reset",
    when: "after",
    method: "POST",
    path: "/v1/payment_intents",
    times: 3,
  });
  setTime(bench, Date.parse("2026-12-19T01:00:00Z"));
  await runAutopay(runtime);
  simulator.control.clearFaults();
  expect(await triesOf(bench, planned)).toMatchObject([{ state: "asked" }]);
  await runtime.db.query(
    `update payment_attempt set amount = amount - 1, total = total - 1
     where account_id = $1 and purpose = 'autopay'`,
    [planned.accountId],
  );
  advance(bench, 2 * minuteMs);
  await sweepAttempts(runtime);
  await drain(bench);
  expect(await triesOf(bench, planned)).toMatchObject([
    { n: 1, state: "succeeded", code: "suspended" },
  ]);
  for (let day = 0; day < 10; day += 1) {
    advance(bench, dayMs);
    await runAutopay(runtime);
  }
  await drain(bench);
  expect(intentsOf(bench)).toHaveLength(1);
  await runAt(bench, "2027-01-19T01:00:00Z");
  expect(await triesOf(bench, planned)).toMatchObject([
    { n: 1, code: "suspended" },
    { n: 2, state: "succeeded", code: null },
  ]);
});
