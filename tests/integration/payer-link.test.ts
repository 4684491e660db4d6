import type { AppLoadContext } from "@remix-run/node";
import { beforeAll, describe, expect, test } from "vitest";
import { readVisit } from "#app/services/identity/read-visit.server.ts";
import { makePayerLink } from "#app/services/payer-links/make-payer-link.server.ts";
import { openPayerLink } from "#app/services/payer-links/open-payer-link.server.ts";
import { readPayer } from "#app/services/payer-links/read-payer.server.ts";
import { revokePayerLink } from "#app/services/payer-links/revoke-payer-link.server.ts";
import { startForPayer } from "#app/services/payer-links/start-for-payer.server.ts";
import { startPayment } from "#app/services/payments/start-payment.server.ts";
import { payReturn } from "#app/services/reading/pay-return.server.ts";
import { payerPage, payerReceipt, payerReturn } from "#app/services/reading/payer.server.ts";
import { payerLinksPage } from "#app/services/reading/payer-links.server.ts";
import {
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
const dayMs = 86_400_000;

const make = (owing: Owing, otherMinor = 100_000n) =>
  makePayerLink(bench.runtime, owing.actor, {
    accountId: owing.accountId,
    choice: "other",
    otherMinor,
    locale: "zh-CN",
  });

/** A link and the visit of somebody who followed it. */
async function someLink() {
  const owing = await someOwing(bench);
  const made = await make(owing);
  if (!made.ok) throw new Error(made.error);
  const token = made.value.url.split("/y/")[1] ?? "";
  const opened = await openPayerLink(bench.runtime, token);
  if (!opened.ok) throw new Error(opened.error);
  const { sessionToken } = opened.value;
  const link = await readPayer(bench.runtime, sessionToken);
  if (link === null) throw new Error("no visit");
  return { owing, made: made.value, token, sessionToken, link };
}

const pay = async (link: Awaited<ReturnType<typeof someLink>>["link"]) => {
  const start = await startForPayer(bench.runtime, link, "zh-CN");
  if (!start.ok || start.value.go !== "page") throw new Error(JSON.stringify(start));
  const attempt = start.value.attemptId;
  const [row] = await bench.runtime.db.query<{ reference: string }>(
    "select reference from payment_attempt where id = $1",
    [attempt],
  );
  return { attempt, session: row?.reference ?? "" };
};

describe("somebody else pays", () => {
  test("by reference and amount only; it is booked as the debtor's", async () => {
    const { runtime, simulator } = bench;
    const { owing, made, link } = await someLink();
    const page = await payerPage(runtime, link);
    expect(page).toMatchObject({ reference: made.reference, amountMinor: 100_000n, going: null });
    const { session } = await pay(link);
    expect(JSON.stringify(simulator.state.memory)).toContain(made.reference);
    simulator.control.pay({ session });
    expect(await payerReturn(runtime, link)).toEqual({ paid: true });
    await drain(bench);
    expect(await payerReceipt(runtime, link)).toEqual({
      reference: made.reference,
      amountMinor: 100_000n,
      currency: "CNY",
      paidOn: "2026-11-19",
    });
    expect(await booksOf(bench, owing.accountId)).toMatchObject({
      payments: 1,
      paidMinor: 100_000n,
      offBalance: 0n,
    });
    const rows = await runtime.db.query(
      `select debtor_id = $2 as "ofDebtor" from payment where account_id = $1`,
      [owing.accountId, owing.actor.debtorId],
    );
    expect(rows).toEqual([{ ofDebtor: true }]);
  });

  test("what a payer is shown holds nothing of debtor or account", async () => {
    const { runtime, simulator } = bench;
    const { owing, link } = await someLink();
    const { session } = await pay(link);
    const open = await payerReturn(runtime, link);
    simulator.control.pay({ session });
    await drain(bench);
    const shown = [await payerPage(runtime, link), open, await payerReceipt(runtime, link)];
    const text = JSON.stringify(shown, (_key, value) =>
      typeof value === "bigint" ? String(value) : value,
    );
    const account = await runtime.db.query("select ref from account where id = $1", [
      owing.accountId,
    ]);
    for (const secret of [
      owing.accountId,
      owing.actor.debtorId,
      String(account[0]?.ref),
      "林样本",
    ]) {
      expect(text).not.toContain(secret);
    }
  });

  test("once: paid, the link begins nothing more", async () => {
    const { runtime, simulator } = bench;
    const { link, token, sessionToken } = await someLink();
    const { session } = await pay(link);
    simulator.control.pay({ session });
    await drain(bench);
    expect(await startForPayer(runtime, link, "en")).toEqual({ ok: false, error: "closed" });
    const now = await readPayer(runtime, sessionToken);
    expect(now && (await payerPage(runtime, now)).state).toBe("paid");
    expect((await openPayerLink(runtime, token)).ok).toBe(true);
  });

  test("twice at once: one page", async () => {
    const { link } = await someLink();
    const [one, two] = await Promise.all([
      startForPayer(bench.runtime, link, "en"),
      startForPayer(bench.runtime, link, "en"),
    ]);
    expect(one).toMatchObject({ ok: true, value: { go: "page" } });
    expect(two).toEqual(one);
  });

  test("while one pays the other is told it is busy, and no more", async () => {
    const { runtime } = bench;
    const first = await someLink();
    await openPage(bench, first.owing);
    expect(await startForPayer(runtime, first.link, "en")).toEqual({ ok: false, error: "busy" });
    expect((await payerPage(runtime, first.link)).going).toBe("busy");
    const second = await someLink();
    const { attempt } = await pay(second.link);
    const { accountId, actor } = second.owing;
    const wish = { accountId, choice: "whole", otherMinor: null, locale: "en" } as const;
    expect(await startPayment(runtime, actor, wish)).toMatchObject({
      error: { reason: "paid-by-another" },
    });
    expect(await payReturn(runtime, actor, { session: null, attempt })).toBeNull();
    expect(await payReturn(runtime, actor, { session: null, attempt: null })).toBeNull();
  });

  test("what is no longer owed cannot be paid", async () => {
    const { runtime } = bench;
    const owing = await someOwing(bench);
    const made = await make(owing, 1_000_000n);
    const { session } = await openPage(bench, owing, 900_000n);
    bench.simulator.control.pay({ session });
    await drain(bench);
    const token = made.ok ? (made.value.url.split("/y/")[1] ?? "") : "";
    const opened = await openPayerLink(runtime, token);
    const link = opened.ok ? await readPayer(runtime, opened.value.sessionToken) : null;
    if (link === null) throw new Error("no visit");
    expect(await startForPayer(runtime, link, "en")).toEqual({ ok: false, error: "closed" });
  });
});

describe("the link", () => {
  test("is kept as a hash alone, and works for seven days", async () => {
    const { runtime } = bench;
    const { token, owing, link } = await someLink();
    const [row] = await runtime.db.query<{ all: string }>(
      `select row_to_json(payer_link)::text as all from payer_link where id = $1`,
      [link.id],
    );
    expect(row?.all).not.toContain(token);
    expect(await openPayerLink(runtime, "x".repeat(43))).toEqual({ ok: false, error: "unknown" });
    advance(bench, 7 * dayMs);
    expect(await openPayerLink(runtime, token)).toEqual({ ok: false, error: "expired" });
    expect(await startForPayer(runtime, link, "en")).toEqual({ ok: false, error: "closed" });
    expect((await booksOf(bench, owing.accountId)).attempts).toBe(0);
  });

  test("taken back by its debtor alone, which closes the page that is open", async () => {
    const { runtime } = bench;
    const { owing, link, token } = await someLink();
    const { attempt } = await pay(link);
    const stranger = await someOwing(bench);
    expect(await revokePayerLink(runtime, stranger.actor, link.id)).toBe(false);
    expect(await revokePayerLink(runtime, owing.actor, link.id)).toBe(true);
    expect(await revokePayerLink(runtime, owing.actor, link.id)).toBe(false);
    expect(await attemptOf(bench, attempt)).toMatchObject({ state: "expired" });
    expect(await openPayerLink(runtime, token)).toEqual({ ok: false, error: "unknown" });
    expect(await startForPayer(runtime, link, "en")).toEqual({ ok: false, error: "closed" });
    await openPage(bench, owing);
  });

  test("is refused for a stranger, a wrong amount, a sixth one, or by policy", async () => {
    const { runtime } = bench;
    const owing = await someOwing(bench);
    const theirs = await someOwing(bench);
    expect(await make({ ...theirs, actor: owing.actor })).toEqual({
      ok: false,
      error: "not-found",
    });
    expect(await make(owing, 1n)).toEqual({ ok: false, error: "below-minimum" });
    expect(await make({ ...owing, actor: { ...owing.actor, level: 0 } })).toMatchObject({
      error: "not-found",
    });
    for (let count = 0; count < 5; count += 1) expect((await make(owing)).ok).toBe(true);
    expect(await make(owing)).toEqual({ ok: false, error: "too-many-links" });
    await runtime.db.query(
      `update portfolio set policy_version = 2,
         policy = jsonb_set(policy, '{payerLinks}', '"refused"') where id = $1`,
      [theirs.portfolio.id],
    );
    expect(await make(theirs)).toEqual({ ok: false, error: "links-refused" });
  });

  test("stands on the debtor's page with its state", async () => {
    const { runtime } = bench;
    const { owing, made, link } = await someLink();
    const { debtorAccount } = await import("#app/services/accounts/debtor-account.server.ts");
    const loaded = await debtorAccount(runtime, owing.actor, owing.accountId);
    const visit = { actor: owing.actor } as Parameters<typeof payerLinksPage>[1];
    const page = () =>
      payerLinksPage(runtime, visit, loaded as NonNullable<typeof loaded>).then((all) => all.links);
    expect(await page()).toMatchObject([{ reference: made.reference, state: "live" }]);
    await revokePayerLink(runtime, owing.actor, link.id);
    expect(await page()).toMatchObject([{ state: "revoked" }]);
  });
});

describe("a payer's visit opens no page of a debtor", () => {
  const pages = import.meta.glob<Page>("/app/routes/debtor/*/route.{ts,tsx}");
  /** Open to everybody: they say nothing of anybody. */
  const open = [
    ...["link", "find", "ended", "sign-out", "stop", "verify", "visit", "helper-link"],
    ...["learn", "learn-topic"],
  ];
  const names = Object.keys(pages).filter((path) => !open.some((one) => path.includes(`/${one}/`)));
  let token = "";
  beforeAll(() => {
    bench.simulator.control.reset();
  });

  test("the list of pages is not empty", () => {
    expect(names.length).toBeGreaterThan(10);
  });

  test.each(names)("%s", async (path) => {
    const { owing, sessionToken, link } = await someLink();
    token = sessionToken;
    const page = await (pages[path] as () => Promise<Page>)();
    const params = { accountId: owing.accountId, planId: link.id, attemptId: link.id };
    for (const run of [page.loader, page.action]) {
      if (run === undefined) continue;
      for (const cookie of [
        `payer=${token}`,
        `debtor=${token}`,
        `debtor=${token}; payer=${token}`,
      ]) {
        const method = run === page.action ? "POST" : "GET";
        const headers = { Cookie: cookie };
        const request = new Request("http://127.0.0.1/page", { method, headers });
        const context = { runtime: bench.runtime, locale: "en" } as unknown as AppLoadContext;
        const answer = await run({ request, context, params }).catch((thrown: unknown) => thrown);
        expect(answer).toBeInstanceOf(Response);
        const { status, headers: said } = answer as Response;
        const refused = status === 404 || (said.get("Location") ?? "").startsWith("/ended");
        expect(refused, `${status} ${said.get("Location")}`).toBe(true);
      }
    }
  });

  test("nor is it a visit at all", async () => {
    const { sessionToken } = await someLink();
    expect(await readVisit(bench.runtime, sessionToken)).toBe("none");
  });
});

interface Page {
  readonly loader?: Handler;
  readonly action?: Handler;
}
type Handler = (args: {
  request: Request;
  context: AppLoadContext;
  params: Record<string, string>;
}) => Promise<unknown>;
