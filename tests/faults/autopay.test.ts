import { beforeEach, describe, expect, test } from "vitest";
import { setPlanState } from "#app/db/stores/plans.server.ts";
import { claimCharge } from "#app/services/autopay/claim-charge.server.ts";
import { makeCharge } from "#app/services/autopay/make-charge.server.ts";
import { runAutopay } from "#app/services/autopay/run-autopay.server.ts";
import { turnOff } from "#app/services/autopay/turn-off.server.ts";
import { startPayment } from "#app/services/payments/start-payment.server.ts";
import {
  autopayOf,
  intentsOf,
  minuteMs,
  type Planned,
  runAt,
  somePlanned,
  toldOf,
  triesOf,
  turnedOn,
} from "../support/autopay.ts";
import { fault } from "../support/faults.ts";
import { advance, booksOf, drain, setTime, withPayments } from "../support/payments.ts";
import { loaded } from "../support/signing.ts";

const bench = withPayments();
/** 09:00 in Shanghai on the first due date. */
const dueAt = "2026-12-19T01:00:00Z";
const firstMinor = 84_084n;

const paid = { payments: 1, paidMinor: firstMinor, postings: 1, events: 1, offBalance: 0n };
const nothingPaid = { payments: 0, paidMinor: 0n, offBalance: 0n };

// The provider forgets between tests; the database does not.
beforeEach(async () => {
  await bench.runtime.db.query("update autopay set state = 'off' where state <> 'off'");
});

/** Autopay on, with the card behaving from the first charge on as the test card `then`. */
async function charging(then?: string): Promise<Planned> {
  const planned = await somePlanned(bench);
  const card = await turnedOn(bench, planned);
  if (then !== undefined) bench.simulator.control.changeCard(card, then);
  return planned;
}

/** The day before, then the due date, up to the claim and no further. */
async function claimed(planned: Planned): Promise<string> {
  const { runtime } = bench;
  await runAt(bench, "2026-12-18T02:00:00Z");
  setTime(bench, dueAt);
  const autopay = await autopayOf(bench, planned);
  const account = await loaded(runtime, planned.accountId);
  const due = { n: 1, amountMinor: firstMinor, asked: false };
  return runtime.db.transaction((tx) => claimCharge(runtime, tx, account, autopay!, due));
}

describe("charges", () => {
  test("an instalment on its date, after a notice the day before", async () => {
    const planned = await charging();
    await runAt(bench, "2026-12-19T00:59:00Z");
    expect(await triesOf(bench, planned)).toEqual([]);
    expect(await toldOf(bench, planned)).toEqual(["autopay-on", "autopay-notice"]);
    setTime(bench, dueAt);
    await runAutopay(bench.runtime);
    await drain(bench);
    expect(await booksOf(bench, planned.accountId)).toMatchObject(paid);
    expect(await triesOf(bench, planned)).toMatchObject([{ n: 1, try: 1, state: "succeeded" }]);
    advance(bench, 3 * 86_400_000);
    await runAutopay(bench.runtime);
    expect(intentsOf(bench)).toHaveLength(1);
  });
});

fault(
  "autopay: authentication_required",
  "a message with a way to pay, and no try more",
  async () => {
    const planned = await charging("4000002760003184");
    await runAt(bench, dueAt);
    expect(await triesOf(bench, planned)).toMatchObject([
      { state: "requires-payer", code: "authentication_required" },
    ]);
    expect((await toldOf(bench, planned)).at(-1)).toBe("autopay-needs-you");
    await runAt(bench, "2026-12-30T01:00:00Z");
    expect(await triesOf(bench, planned)).toHaveLength(1);
    expect(await booksOf(bench, planned.accountId)).toMatchObject(nothingPaid);
    expect((await autopayOf(bench, planned))?.state).toBe("on");
  },
);

fault("autopay: insufficient funds", "told the first time, tried again as promised", async () => {
  const planned = await charging("4000000000009995");
  await runAt(bench, dueAt);
  expect((await toldOf(bench, planned)).at(-1)).toBe("autopay-failed");
  await runAt(bench, "2026-12-21T01:00:00Z");
  expect(await triesOf(bench, planned)).toHaveLength(1);
  await runAt(bench, "2026-12-22T01:00:00Z");
  expect(await triesOf(bench, planned)).toHaveLength(2);
  await runAt(bench, "2026-12-27T01:00:00Z");
  await runAt(bench, "2027-01-10T01:00:00Z");
  expect(await triesOf(bench, planned)).toMatchObject([
    { n: 1, try: 1, state: "declined", code: "insufficient_funds", triedOn: "2026-12-19" },
    { n: 1, try: 2, state: "declined", triedOn: "2026-12-22" },
    { n: 1, try: 3, state: "declined", triedOn: "2026-12-27" },
  ]);
  expect((await toldOf(bench, planned)).slice(1)).toEqual([
    "autopay-notice",
    "autopay-failed",
    "autopay-failed",
    "autopay-given-up",
  ]);
  expect(await booksOf(bench, planned.accountId)).toMatchObject(nothingPaid);
});

fault("autopay: stolen card", "never asked again, and the debtor is told", async () => {
  const planned = await charging("4000000000009979");
  await runAt(bench, dueAt);
  await runAt(bench, "2027-01-19T01:00:00Z");
  expect(await triesOf(bench, planned)).toMatchObject([{ state: "declined", code: "stolen_card" }]);
  expect(await autopayOf(bench, planned)).toMatchObject({
    state: "stopped",
    reason: "card-refused",
  });
  expect((await toldOf(bench, planned)).at(-1)).toBe("autopay-stopped");
});

fault("autopay: expired card", "stops, and another card goes on", async () => {
  const planned = await charging("4000000000000069");
  await runAt(bench, dueAt);
  expect(await autopayOf(bench, planned)).toMatchObject({ state: "stopped" });
  advance(bench, 86_400_000);
  await turnedOn(bench, planned);
  expect((await autopayOf(bench, planned))?.state).toBe("on");
  await runAt(bench, "2027-01-19T01:00:00Z");
  // The first instalment is past its date: it is offered, not taken unasked.
  expect(await triesOf(bench, planned)).toMatchObject([
    { n: 1, state: "declined" },
    { n: 2, state: "succeeded" },
  ]);
});

fault(
  "autopay: card detached",
  "stops at the provider's word, and nothing is charged",
  async () => {
    const planned = await somePlanned(bench);
    const card = await turnedOn(bench, planned);
    bench.simulator.control.detach(card);
    await drain(bench);
    expect(await autopayOf(bench, planned)).toMatchObject({
      state: "stopped",
      reason: "card-removed",
    });
    expect((await toldOf(bench, planned)).at(-1)).toBe("autopay-card-gone");
    await runAt(bench, dueAt);
    expect(intentsOf(bench)).toHaveLength(0);
  },
);

test("a card detached while no event came: the charge finds out, and stops", async () => {
  const planned = await somePlanned(bench);
  const card = await turnedOn(bench, planned);
  bench.simulator.control.webhooks("drop");
  bench.simulator.control.detach(card);
  await runAt(bench, dueAt);
  expect(await triesOf(bench, planned)).toMatchObject([{ state: "declined", code: "method_gone" }]);
  expect((await autopayOf(bench, planned))?.state).toBe("stopped");
});

fault(
  "autopay: consent withdrawn between claim and charge",
  "the provider is never asked",
  async () => {
    const planned = await charging();
    const attemptId = await claimed(planned);
    const { visit, accountId } = planned;
    await turnOff(bench.runtime, visit.actor, accountId, { removeCard: false });
    await makeCharge(bench.runtime, attemptId);
    expect(intentsOf(bench)).toHaveLength(0);
    expect(await triesOf(bench, planned)).toMatchObject([
      { state: "dropped", code: "consent-withdrawn" },
    ]);
  },
);

fault(
  "autopay: plan cancelled between claim and charge",
  "the provider is never asked, and autopay ends",
  async () => {
    const { runtime } = bench;
    const planned = await charging();
    const attemptId = await claimed(planned);
    await runtime.db.transaction((tx) =>
      setPlanState(tx, planned.planId, "agreed", "cancelled", new Date(runtime.clock.now())),
    );
    await makeCharge(runtime, attemptId);
    expect(intentsOf(bench)).toHaveLength(0);
    expect(await triesOf(bench, planned)).toMatchObject([{ state: "dropped", code: "plan-ended" }]);
    await runAutopay(runtime);
    expect(await autopayOf(bench, planned)).toMatchObject({ state: "off", reason: "plan-ended" });
  },
);

fault("autopay: manual payment in the same minute", "one of the two takes the money", async () => {
  const { runtime, simulator } = bench;
  const planned = await charging();
  const { accountId, visit } = planned;
  await runAt(bench, "2026-12-18T02:00:00Z");
  setTime(bench, dueAt);
  const wish = { accountId, choice: "next", otherMinor: null, locale: "zh-CN" } as const;
  const start = await startPayment(runtime, visit.actor, wish);
  if (!start.ok || start.value.go !== "page") throw new Error(JSON.stringify(start));
  await runAutopay(runtime);
  expect(await triesOf(bench, planned)).toEqual([]);
  const [session] = Object.values(simulator.state.memory.sessions).slice(-1);
  simulator.control.pay({ session: String(session?.id) });
  await drain(bench);
  advance(bench, 10 * minuteMs);
  await runAutopay(runtime);
  expect(await triesOf(bench, planned)).toEqual([]);
  expect(await booksOf(bench, accountId)).toMatchObject(paid);
});

test("who pays while the card is being charged waits for it", async () => {
  const { runtime } = bench;
  const planned = await charging();
  const attemptId = await claimed(planned);
  const { accountId, visit } = planned;
  const wish = { accountId, choice: "next", otherMinor: null, locale: "zh-CN" } as const;
  const start = await startPayment(runtime, visit.actor, wish);
  expect(start).toEqual({ ok: true, value: { go: "wait", attemptId } });
});

fault("autopay: two workers", "one charge", async () => {
  const planned = await charging();
  await runAt(bench, "2026-12-18T02:00:00Z");
  setTime(bench, dueAt);
  const attemptId = await claimed(planned);
  const { runtime } = bench;
  const worker = () => makeCharge(runtime, attemptId);
  await Promise.all([worker(), worker(), runAutopay(runtime), runAutopay(runtime), worker()]);
  await drain(bench);
  expect(intentsOf(bench)).toHaveLength(1);
  expect(await booksOf(bench, planned.accountId)).toMatchObject(paid);
  expect(await triesOf(bench, planned)).toHaveLength(1);
});
