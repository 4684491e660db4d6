import { describe, expect, test } from "vitest";
import { startPayment } from "#app/services/payments/start-payment.server.ts";
import { sweepAttempts } from "#app/services/payments/sweep-attempts.server.ts";
import type { Runtime } from "#app/services/ports.ts";
import { payReturn } from "#app/services/reading/pay-return.server.ts";
import { fault } from "../support/faults.ts";
import {
  actorFor,
  advance,
  attemptOf,
  booksOf,
  drain,
  type Owing,
  openPage,
  someOwing,
  withPayments,
} from "../support/payments.ts";

const bench = withPayments();
const minuteMs = 60_000;
const hourMs = 60 * minuteMs;

const wishFor = ({ accountId }: Owing, otherMinor = 100_000n) =>
  ({ accountId, choice: "other", otherMinor, locale: "zh-CN" }) as const;
const start = (owing: Owing, otherMinor?: bigint) =>
  startPayment(bench.runtime, owing.actor, wishFor(owing, otherMinor));
const sessions = () => Object.values(bench.simulator.state.memory.sessions);
const created = { method: "POST", path: "/v1/checkout/sessions" };

describe("one payment, however it is clicked", () => {
  fault("request: double click", "one page opens and both are sent there", async () => {
    const owing = await someOwing(bench);
    const both = await Promise.all([start(owing), start(owing)]);
    const [first, second] = both.map((one) =>
      one.ok && one.value.go === "page" ? one.value : null,
    );
    expect(first?.url).toBeTruthy();
    expect(second).toEqual(first);
    expect(sessions()).toHaveLength(1);
    expect((await booksOf(bench, owing.accountId)).attempts).toBe(1);
  });

  test("ten clicks at once still open one page", async () => {
    const owing = await someOwing(bench);
    const all = await Promise.all(Array.from({ length: 10 }, () => start(owing)));
    const urls = new Set(
      all.map((one) => (one.ok && one.value.go === "page" ? one.value.url : "")),
    );
    expect([...urls]).toHaveLength(1);
    expect(urls.has("")).toBe(false);
    expect(sessions()).toHaveLength(1);
  });

  fault("request: two tabs", "the second gets the page that is open", async () => {
    const owing = await someOwing(bench);
    const first = await openPage(bench, owing);
    const second = await openPage(bench, owing);
    expect(second).toEqual(first);
  });

  fault("payment: amount changed mid-session", "the first page closes unpaid", async () => {
    const owing = await someOwing(bench);
    const first = await openPage(bench, owing, 100_000n);
    const second = await openPage(bench, owing, 200_000n);
    expect(second.session).not.toBe(first.session);
    expect(await attemptOf(bench, first.attemptId)).toMatchObject({ state: "expired" });
    expect(() => bench.simulator.control.pay({ session: first.session })).toThrow(/expired/);
  });

  test("another amount, when the first has just been paid, starts nothing new", async () => {
    const owing = await someOwing(bench);
    bench.simulator.control.webhooks("hold");
    const first = await openPage(bench, owing, 100_000n);
    bench.simulator.control.pay({ session: first.session });
    const again = await start(owing, 200_000n);
    expect(again).toEqual({ ok: true, value: { go: "wait", attemptId: first.attemptId } });
    expect(await booksOf(bench, owing.accountId)).toMatchObject({ payments: 1, attempts: 1 });
  });

  test("another liable debtor is told that a payment is in progress, and no more", async () => {
    const { runtime } = bench;
    const theirs = await someOwing(bench);
    const other = await someOwing(bench, {}, theirs.portfolio);
    await runtime.db.query("insert into joint_debtor (account_id, debtor_id) values ($1, $2)", [
      theirs.accountId,
      other.actor.debtorId,
    ]);
    const first = await openPage(bench, theirs);
    const joint = { ...theirs, actor: actorFor(runtime, other.actor.debtorId) };
    expect(await start(joint)).toEqual({
      ok: false,
      error: { reason: "paid-by-another", limitMinor: null },
    });
    const address = { session: first.session, attempt: null };
    expect(await payReturn(runtime, joint.actor, address)).toBeNull();
  });
});

describe("an answer that never came", () => {
  fault("request: reset after commit", "nothing paid yet, then the same page", async () => {
    const { runtime, simulator } = bench;
    const owing = await someOwing(bench);
    simulator.control.failNext({ kind: "reset", when: "after", times: 2, ...created });
    const begun = await start(owing);
    expect(begun).toMatchObject({ ok: true, value: { go: "wait" } });
    const attempt = begun.ok ? begun.value.attemptId : "";
    simulator.control.failNext({ kind: "html", times: 1, ...created });
    const page = await payReturn(runtime, owing.actor, { session: null, attempt });
    expect(page).toMatchObject({ paid: false, shows: "starting", refreshes: true });
    advance(bench, minuteMs);
    await sweepAttempts(runtime);
    expect(await attemptOf(bench, attempt)).toMatchObject({ state: "open" });
    expect(sessions()).toHaveLength(1);
    simulator.control.pay({ session: sessions()[0]?.id ?? "" });
    await drain(bench);
    expect(await booksOf(bench, owing.accountId)).toMatchObject({ payments: 1, attempts: 1 });
  });

  for (const [name, kind] of [
    ["request: HTML body", "html"],
    ["request: empty body", "empty"],
    ["request: JSON without error", "no-envelope"],
    ["request: hang", "hang"],
  ] as const) {
    fault(name, "nothing new begins while nobody can say", async () => {
      const owing = await someOwing(bench);
      bench.simulator.control.failNext({ kind, times: 3, ...created });
      const begun = await start(owing);
      expect(begun).toMatchObject({ ok: true, value: { go: "wait" } });
      const again = await start(owing, 200_000n);
      expect(again).toEqual(begun);
      expect((await booksOf(bench, owing.accountId)).attempts).toBe(1);
    });
  }

  fault("request: crash between call and tx 2", "the next click finds the page", async () => {
    const owing = await someOwing(bench);
    const dying = crashingAfterStart(bench.runtime);
    await expect(startPayment(dying, owing.actor, wishFor(owing))).rejects.toThrow("killed");
    expect(sessions()).toHaveLength(1);
    const next = await start(owing);
    expect(next).toMatchObject({ ok: true, value: { go: "page" } });
    expect(sessions()).toHaveLength(1);
    expect((await booksOf(bench, owing.accountId)).attempts).toBe(1);
  });

  test("the same crash, paid on a page nobody knew of: the sweeper books it", async () => {
    const owing = await someOwing(bench);
    bench.simulator.control.webhooks("drop");
    const dying = crashingAfterStart(bench.runtime);
    await expect(startPayment(dying, owing.actor, wishFor(owing))).rejects.toThrow("killed");
    bench.simulator.control.pay({ session: sessions()[0]?.id ?? "" });
    advance(bench, minuteMs);
    await sweepAttempts(bench.runtime);
    expect(await booksOf(bench, owing.accountId)).toMatchObject({ payments: 1, offBalance: 0n });
  });

  fault("request: key older than 24 h", "looked for, not asked for again", async () => {
    const owing = await someOwing(bench);
    const dying = crashingAfterStart(bench.runtime);
    await expect(startPayment(dying, owing.actor, wishFor(owing))).rejects.toThrow("killed");
    bench.simulator.control.webhooks("drop");
    bench.simulator.control.pay({ session: sessions()[0]?.id ?? "" });
    advance(bench, 25 * hourMs);
    await sweepAttempts(bench.runtime);
    expect(sessions()).toHaveLength(1);
    expect(await booksOf(bench, owing.accountId)).toMatchObject({ payments: 1 });
  });

  fault(
    "request: reset before commit",
    "never made: given up, and one may begin again",
    async () => {
      const owing = await someOwing(bench);
      bench.simulator.control.failNext({ kind: "reset", times: 2, ...created });
      const begun = await start(owing);
      advance(bench, 25 * hourMs);
      await sweepAttempts(bench.runtime);
      const attempt = begun.ok ? begun.value.attemptId : "";
      expect(await attemptOf(bench, attempt)).toMatchObject({ state: "cancelled" });
      expect(await start(owing)).toMatchObject({ ok: true, value: { go: "page" } });
    },
  );

  for (const [name, status] of [
    ["request: 429", 429],
    ["request: 401", 401],
  ] as const) {
    fault(name, "nothing stays open", async () => {
      const owing = await someOwing(bench);
      bench.simulator.control.failNext({ kind: "status", status, times: 1, ...created });
      expect(await start(owing)).toMatchObject({ error: { reason: "provider-refused" } });
      expect(await start(owing)).toMatchObject({ ok: true, value: { go: "page" } });
    });
  }

  test("a 429 after an unknown outcome proves nothing: still nothing new begins", async () => {
    const owing = await someOwing(bench);
    bench.simulator.control.failNext({ kind: "reset", when: "after", times: 2, ...created });
    const begun = await start(owing);
    bench.simulator.control.failNext({ kind: "status", status: 429, times: 1, ...created });
    expect(await start(owing)).toEqual(begun);
    expect(sessions()).toHaveLength(1);
  });
});

/** A process that dies after the provider has answered and before the answer is kept. */
function crashingAfterStart(runtime: Runtime): Runtime {
  return {
    ...runtime,
    payments: {
      ...runtime.payments,
      startPayment: async (order) => {
        await runtime.payments.startPayment(order);
        throw new Error("killed");
      },
    },
  };
}
