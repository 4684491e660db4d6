import { describe, expect, test } from "vitest";
import { startPayment } from "#app/services/payments/start-payment.server.ts";
import type { Runtime } from "#app/services/ports.ts";
import { unsurePayment } from "#app/services/reading/home-news.server.ts";
import { payPage } from "#app/services/reading/pay.server.ts";
import { payReturn } from "#app/services/reading/pay-return.server.ts";
import { fault } from "../support/faults.ts";
import {
  booksOf,
  drain,
  type Owing,
  openPage,
  someOwing,
  withPayments,
} from "../support/payments.ts";

const bench = withPayments();
const paidOnce = { payments: 1, paidMinor: 100_000n, postings: 1, events: 1, offBalance: 0n };
const created = { method: "POST", path: "/v1/checkout/sessions" };

const start = ({ accountId, actor }: Owing) =>
  startPayment(bench.runtime, actor, {
    accountId,
    choice: "other",
    otherMinor: 100_000n,
    locale: "zh-CN",
  });

describe("the return page believes nothing in its address", () => {
  fault("payment: forged session id", "not there, and nothing is booked", async () => {
    const mine = await someOwing(bench);
    for (const address of [
      { session: "cs_test_forged", attempt: null },
      { session: null, attempt: "' or 1=1" },
      { session: null, attempt: null },
    ]) {
      expect(await payReturn(bench.runtime, mine.actor, address)).toBeNull();
    }
    expect((await booksOf(bench, mine.accountId)).payments).toBe(0);
  });

  fault("payment: foreign session id", "not there, paid or not", async () => {
    const { runtime, simulator } = bench;
    const mine = await someOwing(bench);
    const page = await openPage(bench, await someOwing(bench));
    simulator.control.pay({ session: page.session });
    await drain(bench);
    for (const address of [
      { session: page.session, attempt: null },
      { session: null, attempt: page.attemptId },
    ]) {
      expect(await payReturn(runtime, mine.actor, address)).toBeNull();
    }
    expect((await booksOf(bench, mine.accountId)).payments).toBe(0);
  });

  test("a return without paying is no payment", async () => {
    const owing = await someOwing(bench);
    const { session, url } = await openPage(bench, owing);
    const page = await payReturn(bench.runtime, owing.actor, { session, attempt: null });
    expect(page).toMatchObject({ paid: false, shows: "open", refreshes: false, pageUrl: url });
    expect((await booksOf(bench, owing.accountId)).payments).toBe(0);
  });

  test("a provider that does not answer: please don't pay again yet", async () => {
    const owing = await someOwing(bench);
    const { session } = await openPage(bench, owing);
    bench.simulator.control.failNext({ kind: "html", times: 1 });
    const page = await payReturn(bench.runtime, owing.actor, { session, attempt: null });
    expect(page).toMatchObject({ paid: false, shows: "unknown", refreshes: true, pageUrl: null });
  });

  test("the pay page offers nothing beside an unsure payment", async () => {
    const { runtime } = bench;
    const owing = await someOwing(bench);
    bench.simulator.control.failNext({ kind: "reset", when: "after", times: 2, ...created });
    await start(owing);
    const page = await shownTo(runtime, owing);
    const going = { by: "me", amountMinor: 100_000n, unsure: true, starting: true };
    expect(page).toMatchObject({ blocked: true, going });
    expect(await homeTo(runtime, owing)).toMatchObject(going);
  });
});

describe("the event and the payer's return", () => {
  const comesBack = (owing: Owing, session: string) =>
    payReturn(bench.runtime, owing.actor, { session, attempt: null });

  fault("webhook: before the return page", "the return finds it booked", async () => {
    const owing = await someOwing(bench);
    const { session } = await openPage(bench, owing);
    bench.simulator.control.pay({ session });
    await drain(bench);
    expect(await booksOf(bench, owing.accountId)).toMatchObject(paidOnce);
    expect(await comesBack(owing, session)).toMatchObject({ paid: true });
    expect(await booksOf(bench, owing.accountId)).toMatchObject(paidOnce);
  });

  fault("webhook: during the return page", "booked once by whichever is first", async () => {
    const owing = await someOwing(bench);
    const { session } = await openPage(bench, owing);
    bench.simulator.control.pay({ session });
    await bench.simulator.control.settled();
    const looks = await Promise.all([
      comesBack(owing, session),
      drain(bench),
      comesBack(owing, session),
      drain(bench),
    ]);
    expect(looks[0]).toMatchObject({ paid: true });
    expect(looks[2]).toEqual(looks[0]);
    expect(await booksOf(bench, owing.accountId)).toMatchObject(paidOnce);
  });

  fault("webhook: after the return page", "the event changes nothing more", async () => {
    const owing = await someOwing(bench);
    bench.simulator.control.webhooks("hold");
    const { session } = await openPage(bench, owing);
    bench.simulator.control.pay({ session });
    expect(await comesBack(owing, session)).toMatchObject({ paid: true });
    bench.simulator.control.release("forward");
    await drain(bench);
    expect(await booksOf(bench, owing.accountId)).toMatchObject(paidOnce);
  });
});

async function shownTo(runtime: Runtime, owing: Owing) {
  return payPage(runtime, ...(await asSeenBy(runtime, owing)));
}

/** The payment that home tells of. */
async function homeTo(runtime: Runtime, owing: Owing) {
  return unsurePayment(runtime, ...(await asSeenBy(runtime, owing)));
}

async function asSeenBy(runtime: Runtime, { actor, accountId }: Owing) {
  const { debtorAccount } = await import("#app/services/accounts/debtor-account.server.ts");
  const loaded = await debtorAccount(runtime, actor, accountId);
  const visit = { actor } as Parameters<typeof payPage>[1];
  return [visit, loaded as NonNullable<typeof loaded>] as const;
}
