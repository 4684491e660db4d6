import { describe, expect, test } from "vitest";
import { beginSetup } from "#app/services/autopay/begin-setup.server.ts";
import { chargeArrears } from "#app/services/autopay/charge-arrears.server.ts";
import { runAutopay } from "#app/services/autopay/run-autopay.server.ts";
import { turnOff } from "#app/services/autopay/turn-off.server.ts";
import { useSavedCard } from "#app/services/autopay/use-saved-card.server.ts";
import { autopayPage } from "#app/services/reading/autopay.server.ts";
import { setupReturn } from "#app/services/reading/autopay-return.server.ts";
import { staffAutopay } from "#app/services/reading/staff-autopay.server.ts";
import {
  autopayOf,
  consentOf,
  openSetup,
  type Planned,
  runAt,
  somePlanned,
  toldOf,
  triesOf,
  turnedOn,
} from "../support/autopay.ts";
import { advance, booksOf, drain, withPayments } from "../support/payments.ts";
import { loaded, payElsewhere } from "../support/signing.ts";

const bench = withPayments();

async function pageNow({ accountId, visit }: Planned) {
  const { runtime } = bench;
  const page = await autopayPage(runtime, visit, await loaded(runtime, accountId));
  if (page.plan !== "mine") throw new Error(page.plan);
  return page;
}

const begin = async (planned: Planned, seen?: string) => {
  const consent = await consentOf(bench, planned);
  const given = { ...consent, seen: seen ?? consent.seen };
  return beginSetup(bench.runtime, planned.visit, planned.accountId, given);
};

describe("turning it on", () => {
  test("shows the first charge, keeps the words, tells collector and debtor", async () => {
    const planned = await somePlanned(bench);
    expect(await pageNow(planned)).toMatchObject({
      offered: true,
      state: "off",
      next: { n: 1, on: "2026-12-19" },
      card: null,
    });
    await turnedOn(bench, planned);
    expect(await pageNow(planned)).toMatchObject({
      state: "on",
      card: { brand: "visa", last4: "4242", expYear: 2040 },
      next: { on: "2026-12-19" },
    });
    const { db } = bench.runtime;
    const [mandate] = await db.query<{ version: string; locale: string; sealed: Buffer }>(
      "select version, locale, sealed from mandate where account_id = $1",
      [planned.accountId],
    );
    expect(mandate).toMatchObject({ version: "autopay-2026-11", locale: "zh-CN" });
    expect(mandate?.sealed.includes(Buffer.from("203.0.113.7"))).toBe(false);
    const events = await db.query(
      `select data->>'state' as state from event
       where account_id = $1 and type = 'autopay.changed'`,
      [planned.accountId],
    );
    expect(events).toEqual([{ state: "on" }]);
    expect(await toldOf(bench, planned)).toEqual(["autopay-on"]);
    await expect(db.query("update mandate set locale = 'en'")).rejects.toThrow(/append-only/);
    await expect(db.query("delete from mandate")).rejects.toThrow(/append-only/);
  });

  test("needs a fresh code, the words as shown, a method that can be used again", async () => {
    const planned = await somePlanned(bench);
    const { actor } = planned.visit;
    const atOne = {
      ...planned,
      visit: { ...planned.visit, actor: { ...actor, level: 1 } },
    } as const;
    expect(await begin(atOne)).toEqual({ ok: false, error: "code-first" });
    expect(await begin(planned, "0".repeat(64))).toEqual({ ok: false, error: "changed" });
    const wallets = await somePlanned(bench, { paymentMethods: ["alipay", "wechat_pay"] });
    expect(await begin(wallets)).toEqual({ ok: false, error: "not-offered" });
    expect((await pageNow(wallets)).offered).toBe(false);
    const stranger = await somePlanned(bench);
    const foreign = { ...planned, visit: stranger.visit };
    expect(await begin(foreign)).toEqual({ ok: false, error: "not-found" });
  });

  test("by the return page, before any webhook; once, however often it is asked", async () => {
    const { runtime, simulator } = bench;
    const planned = await somePlanned(bench);
    const { accountId, visit } = planned;
    const session = await openSetup(bench, planned);
    const look = () => setupReturn(runtime, visit.actor, accountId, { session, setup: null });
    expect(await look()).toMatchObject({ shows: "open" });
    simulator.control.webhooks("hold");
    simulator.control.pay({ session });
    const twice = await Promise.all([look(), look()]);
    expect(twice).toMatchObject([{ shows: "on" }, { shows: "on" }]);
    simulator.control.release("forward");
    await drain(bench);
    const rows = await runtime.db.query("select state from autopay where account_id = $1", [
      accountId,
    ]);
    expect(rows).toEqual([{ state: "on" }]);
    const other = await somePlanned(bench);
    const peek = { session, setup: null };
    expect(await setupReturn(runtime, other.visit.actor, accountId, peek)).toBeNull();
  });

  test("a page that nobody finished expires, and another may begin", async () => {
    const { runtime } = bench;
    const planned = await somePlanned(bench);
    const session = await openSetup(bench, planned);
    advance(bench, 61 * 60_000);
    await drain(bench);
    const { visit, accountId } = planned;
    const came = await setupReturn(runtime, visit.actor, accountId, { session, setup: null });
    expect(came).toMatchObject({ shows: "ended" });
    await turnedOn(bench, planned);
  });

  test("no answer at all: the sweeper asks again under the same key", async () => {
    const { runtime, simulator } = bench;
    const planned = await somePlanned(bench);
    await turnedOn(bench, planned);
    const path = "/v1/checkout/sessions";
    simulator.control.failNext({ kind: "reset", when: "after", times: 2, method: "POST", path });
    const start = await begin(planned);
    expect(start).toMatchObject({ ok: true, value: { go: "wait" } });
    advance(bench, 5 * 60_000);
    await runAutopay(runtime);
    const open = await runtime.db.query(
      "select state from card_setup where account_id = $1 and state = 'open'",
      [planned.accountId],
    );
    expect(open).toHaveLength(1);
    expect(Object.values(simulator.state.memory.sessions)).toHaveLength(2);
  });
});

describe("a card that is replaced, kept or removed", () => {
  test("the old one goes, the arrears are offered at once and charged on request", async () => {
    const { runtime, simulator } = bench;
    const planned = await somePlanned(bench);
    const first = await turnedOn(bench, planned);
    simulator.control.changeCard(first, "4000000000000069");
    await runAt(bench, "2026-12-19T01:00:00Z");
    advance(bench, 2 * 86_400_000);
    const second = await turnedOn(bench, planned);
    expect(second).not.toBe(first);
    const page = await pageNow(planned);
    expect(page).toMatchObject({ state: "on", mayChargeArrears: true, arrearsMinor: 84_084n });
    const { visit, accountId } = planned;
    const clicks = [1, 2].map(() => chargeArrears(runtime, visit.actor, accountId));
    await Promise.all(clicks);
    await drain(bench);
    expect(await booksOf(bench, accountId)).toMatchObject({ payments: 1, paidMinor: 84_084n });
    expect((await pageNow(planned)).mayChargeArrears).toBe(false);
    const held = Object.values(simulator.state.memory.methods).filter((one) => one.customer);
    expect(held.map((one) => one.id)).toContain(second);
    expect(held.map((one) => one.id)).not.toContain(first);
  });

  test("turned off, the card stays for the next time, and can be removed", async () => {
    const { runtime, simulator } = bench;
    const planned = await somePlanned(bench);
    const card = await turnedOn(bench, planned);
    const { visit, accountId } = planned;
    await turnOff(runtime, visit.actor, accountId, { removeCard: false });
    const [saved] = (await pageNow(planned)).saved;
    expect(saved).toMatchObject({ last4: "4242" });
    const consent = await consentOf(bench, planned);
    const again = await useSavedCard(runtime, visit.actor, accountId, saved!.id, consent);
    expect(again).toEqual({ ok: true, value: null });
    expect((await pageNow(planned)).state).toBe("on");
    await turnOff(runtime, visit.actor, accountId, { removeCard: true });
    expect((await pageNow(planned)).saved).toEqual([]);
    expect(simulator.state.memory.methods[card]?.customer).toBeNull();
    const gone = await useSavedCard(runtime, visit.actor, accountId, saved!.id, consent);
    expect(gone).toEqual({ ok: false, error: "no-card" });
  });

  test("renewed by its bank, it shows its new date and goes on", async () => {
    const planned = await somePlanned(bench);
    const card = await turnedOn(bench, planned);
    bench.simulator.control.renewCard(card, 3, 2031);
    await drain(bench);
    expect((await pageNow(planned)).card).toMatchObject({ expMonth: 3, expYear: 2031 });
  });
});

test("what was paid before is not charged; a plan that is paid up ends it", async () => {
  const { runtime } = bench;
  const planned = await somePlanned(bench);
  await turnedOn(bench, planned);
  await payElsewhere(runtime, planned.accountId, 50_000n);
  await runAt(bench, "2026-12-19T01:00:00Z");
  expect(await triesOf(bench, planned)).toMatchObject([{ amount: 34_084n, state: "succeeded" }]);
  const account = await loaded(runtime, planned.accountId);
  await payElsewhere(runtime, planned.accountId, account.balance.totalMinor);
  expect(await autopayOf(bench, planned)).toMatchObject({ state: "off", reason: "plan-ended" });
});

test("staff see the state, the next charge and the last tries", async () => {
  const { runtime } = bench;
  const planned = await somePlanned(bench);
  const account = () => loaded(runtime, planned.accountId);
  expect(await staffAutopay(runtime, await account())).toBeNull();
  await turnedOn(bench, planned);
  await runAt(bench, "2026-12-19T01:00:00Z");
  expect(await staffAutopay(runtime, await account())).toMatchObject({
    state: "on",
    next: { n: 2, on: "2027-01-19" },
    tries: [{ n: 1, try: 1, state: "succeeded" }],
  });
});
