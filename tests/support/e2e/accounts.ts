import { randomUUID } from "node:crypto";
import { demoCard } from "./demo-card.ts";

/** A debtor made for one test, so that tests never share a plan or a lock. */
export interface Newcomer {
  readonly accountRef: string;
  readonly name: string;
  readonly email: string;
  /** The portal link. */
  readonly url: string;
  readonly facts: {
    readonly dateOfBirth: string;
    readonly postcode: string;
    readonly idLast4: string;
    readonly cardLast4: string;
  };
}

/**
 * Puts an account into the demo through the HTTP API, as a collector's system would, and issues
 * its link.
 * @param overrides fields of the account (interfaces.md §6) that the test needs otherwise
 * @param about fields of its debtor likewise
 */
export async function newcomer(
  locale: "zh-CN" | "en",
  overrides: Readonly<Record<string, unknown>> = {},
  about: Readonly<Record<string, unknown>> = {},
): Promise<Newcomer> {
  const id = randomUUID().slice(0, 8);
  const accountRef = `e2e-${id}`;
  const email = `${id}@debtor.example`;
  const name = locale === "en" ? "Rosa Winfield" : "周明月";
  const facts = {
    dateOfBirth: "1990-05-17",
    postcode: locale === "en" ? "60601" : "200031",
    idLast4: "3391",
    cardLast4: "4021",
  };
  const { cardLast4, ...personal } = facts;
  await call("PUT", `/accounts/${accountRef}`, {
    portfolio: portfolioFor(locale),
    debtor: {
      ref: `debtor-${id}`,
      name,
      email,
      locale,
      ...personal,
      ...about,
    },
    currency: locale === "en" ? "USD" : "CNY",
    asOf: daysAgo(10),
    components: {
      principal: "8000.00",
      interest: "312.40",
      penalty: "60.00",
      fees: "0.00",
      costs: "0.00",
    },
    interest: { dailyRate: "0.0005" },
    delinquentSince: daysAgo(75),
    product: "card",
    cardLast4,
    ...overrides,
  });
  const { url } = await call("POST", `/accounts/${accountRef}/links`, {});
  return { accountRef, name, email, url: String(url), facts };
}

/** A time zone in which it is about noon, when the rules let anybody be written to. */
export function noonZone(): string {
  const ahead = 12 - new Date().getUTCHours();
  // POSIX signs: Etc/GMT-3 is three hours ahead of Greenwich.
  return ahead === 0 ? "Etc/GMT" : `Etc/GMT${ahead > 0 ? "-" : "+"}${Math.abs(ahead)}`;
}

/** Puts a hold on an account from today, as a collector's system would. */
export async function hold(
  { accountRef }: Pick<Newcomer, "accountRef">,
  { kind, effects }: { readonly kind: string; readonly effects: readonly string[] },
): Promise<void> {
  await call("POST", `/accounts/${accountRef}/holds`, {
    kind,
    effects,
    from: daysAgo(1),
    reason: "to be looked at",
  });
}

/** Money that reached the collector past the portal, in major units. Answers the payment's id. */
export async function payElsewhere(
  { accountRef }: Pick<Newcomer, "accountRef">,
  locale: "zh-CN" | "en",
  amount: string,
): Promise<string> {
  const { id } = await call("POST", `/accounts/${accountRef}/payments`, {
    amount,
    currency: locale === "en" ? "USD" : "CNY",
    // Yesterday: today in UTC may be tomorrow where the portfolio is.
    receivedOn: daysAgo(1),
    method: "transfer",
    reference: null,
  });
  return String(id);
}

/** Another link for a newcomer, sent or printed; answers its address. */
export async function issueLink(
  { accountRef }: Pick<Newcomer, "accountRef">,
  channel: "email" | "letter",
): Promise<string> {
  const { url } = await call("POST", `/accounts/${accountRef}/links`, { channel });
  return String(url);
}

function portfolioFor(locale: string): string {
  const someone = demoCard().debtors.find((debtor) => debtor.locale === locale);
  if (someone === undefined) throw new Error(`the demo has no debtor in ${locale}`);
  return someone.portfolio;
}

/** An ISO date, counted from today in UTC. */
function daysAgo(days: number): string {
  return new Date(Date.now() - days * 86_400_000).toISOString().slice(0, 10);
}

async function call(
  method: string,
  path: string,
  body: unknown,
): Promise<Readonly<Record<string, unknown>>> {
  const { origin, apiKey } = demoCard();
  const response = await fetch(`${origin}/api/v1${path}`, {
    method,
    headers: {
      authorization: `Bearer ${apiKey}`,
      "content-type": "application/json",
      "idempotency-key": randomUUID(),
    },
    body: JSON.stringify(body),
  });
  if (!response.ok)
    throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`);
  return (await response.json()) as Record<string, unknown>;
}
