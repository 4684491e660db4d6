import { setTimeout as sleep } from "node:timers/promises";
import type { StripeSimulator } from "#app/simulators/stripe/server.ts";
import { Browser, formToken, type Page } from "./browser.ts";
import { type Debt, idLast4 } from "./cast.ts";
import { ask, type Load, someAmount } from "./load.ts";

const pauseMs = 100;
const waitMs = 400;

interface Payer {
  readonly load: Load;
  readonly simulator: StripeSimulator;
  readonly debt: Debt;
  readonly browser: Browser;
  /** A secret address, made when the last one is used up. */
  link(): Promise<string>;
}

/**
 * A debtor who pays by card: amount, the provider's page, back. What the provider took is written
 * down when its page says so, before the portal has heard of it.
 */
export async function payByCard(
  load: Load,
  simulator: StripeSimulator,
  debt: Debt,
  link: () => Promise<string>,
): Promise<void> {
  const payer: Payer = { load, simulator, debt, browser: new Browser(load), link };
  while (!load.over && !load.ending) {
    const moved = await payOnce(payer).catch(() => false);
    await sleep(moved ? pauseMs : waitMs);
  }
}

/** False: nothing could be done just now. */
async function payOnce(payer: Payer): Promise<boolean> {
  const { browser, debt } = payer;
  const path = `/a/${debt.id}/pay`;
  const page = await browser.get(path);
  if (page === null || page.status >= 500) return false;
  if (page.to !== null) return signIn(payer);
  const amount = (someAmount() / 100).toFixed(2);
  const sent = await browser.post(path, { ...formToken(page), choice: "other", amount });
  if (sent === null || sent.to === null) return false;
  return follow(payer, sent.to);
}

async function signIn({ browser, link }: Payer): Promise<boolean> {
  const opened = await browser.get(new URL(await link()).pathname);
  if (opened === null) return false;
  const landing = await browser.get("/start");
  if (landing === null) return false;
  await browser.post("/start", formToken(landing));
  const check = await browser.get("/check");
  if (check === null) return false;
  const inside = await browser.post("/check", { ...formToken(check), fact: "idLast4", idLast4 });
  return inside?.to === "/home";
}

/** To the provider's page, or to the portal's that says how an earlier try stands. */
async function follow(payer: Payer, to: string): Promise<boolean> {
  if (to.startsWith(payer.simulator.origin)) return payThere(payer, to);
  if (!to.startsWith("/pay/return")) return false;
  const standing = await payer.browser.get(to);
  const open = standing === null ? null : openPage(standing, payer.simulator.origin);
  return open === null ? standing?.to != null : payThere(payer, open);
}

function openPage({ text }: Page, origin: string): string | null {
  const [, href] = new RegExp(`href="(${origin}/c/pay/[^"]+)"`).exec(text) ?? [];
  return href?.replaceAll("&amp;", "&") ?? null;
}

const card = {
  method: "card",
  email: "payer@example.test",
  number: "4242 4242 4242 4242",
  expiry: "12 / 40",
  cvc: "123",
  name: "Sample Payer",
};

async function payThere(payer: Payer, url: string): Promise<boolean> {
  const { load, simulator, debt, browser } = payer;
  const done = await ask(load, url, { method: "POST", body: new URLSearchParams(card) });
  const back = done?.headers.get("location") ?? "";
  const session = /\/c\/pay\/(\w+)/.exec(url)?.[1] ?? "";
  const paid = simulator.state.memory.sessions[session];
  if (!back.startsWith(load.origin) || paid?.payment_status !== "paid") return false;
  load.log.acknowledge({
    source: "hosted",
    key: session,
    accountRef: debt.ref,
    amountMinor: paid.amount_total ?? 0,
    paymentId: null,
  });
  // Half come back, half close the page: then webhook or sweeper must tell.
  if (Math.random() < 0.5) await browser.get(back.slice(load.origin.length));
  return true;
}
