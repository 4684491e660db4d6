import { randomUUID } from "node:crypto";
import { noComponents } from "#app/domain/money/components.ts";
import { calendarDate } from "#app/domain/primitives/date.ts";
import { system } from "#app/services/act.server.ts";
import { answerFact } from "#app/services/identity/answer-fact.server.ts";
import { checkCode } from "#app/services/identity/check-code.server.ts";
import { continueFromLanding } from "#app/services/identity/continue-from-landing.server.ts";
import { openLink } from "#app/services/identity/open-link.server.ts";
import { readVisit, type Visit } from "#app/services/identity/read-visit.server.ts";
import { type CodePurpose, requestCode } from "#app/services/identity/request-code.server.ts";
import type { AccountInput } from "#app/services/imports/account-input.ts";
import { saveAccounts } from "#app/services/imports/save-accounts.server.ts";
import { issueLink } from "#app/services/links/issue-link.server.ts";
import { sendMessage } from "#app/services/messages/send-message.server.ts";
import type { Portfolio } from "#app/services/portfolios/load-portfolio.server.ts";
import type { TestRuntime } from "./runtime.ts";

/** Facts of the one debtor that these tests know; plainly made up. */
export const facts = { dateOfBirth: "1990-04-05", idLast4: "331X", cardLast4: "4821" };
export const address = "203.0.113.7";

/** Saves one account of 10,000.00 whose debtor has every fact and contact on file. */
export async function someAccount(
  runtime: TestRuntime,
  portfolio: Portfolio,
  changes: Partial<AccountInput> = {},
): Promise<{ accountId: string; ref: string }> {
  const tag = randomUUID().slice(0, 8);
  const ref = changes.ref ?? `A-${tag}`;
  const input: AccountInput = {
    ref,
    debtor: {
      ref: `D-${tag}`,
      name: "测试员",
      dateOfBirth: calendarDate(facts.dateOfBirth),
      idLast4: facts.idLast4,
      postcode: "200433",
      phone: "+8613800000000",
      email: `d-${tag}@example.cn`,
      address: null,
      locale: "zh-CN",
      timeZone: null,
    },
    currency: portfolio.currency,
    asOf: calendarDate("2026-11-01"),
    components: { ...noComponents, principal: 10_000_00n },
    minimumDueMinor: 500_00n,
    delinquentSince: calendarDate("2026-09-01"),
    terms: { dailyRate: "0.0005" },
    product: null,
    cardLast4: facts.cardLast4,
    originalCreditor: null,
    openedOn: null,
    chargeOffOn: null,
    lastStatementOn: null,
    itemisation: { on: null, amountMinor: null, paymentsMinor: null, creditsMinor: null },
    flags: [],
    status: null,
    jointDebtorRefs: null,
    appliedThrough: null,
    ...changes,
  };
  const [saved] = await saveAccounts(runtime, portfolio, [input]);
  if (saved?.outcome !== "inserted" || saved.accountId === null) {
    throw new Error(`not saved: ${JSON.stringify(saved)}`);
  }
  return { accountId: saved.accountId, ref };
}

/** A link's secret token, as it stands in the URL; of the first debtor, or of another who owes. */
export async function tokenOf(
  runtime: TestRuntime,
  accountId: string,
  debtorId?: string,
): Promise<string> {
  const whose = debtorId === undefined ? {} : { debtorId };
  const issued = await issueLink(runtime, system, { accountId, channel: "none", ...whose });
  if (!issued.ok) throw new Error(issued.error.reason);
  return issued.value.url.split("/l/")[1] as string;
}

/** Opens a link and goes on from the landing; answers the visit's token. */
export async function enter(runtime: TestRuntime, token: string): Promise<string> {
  const opened = await openLink(runtime, token);
  if (!opened.ok) throw new Error(opened.error);
  const { sessionToken } = opened.value;
  await continueFromLanding(runtime, await visit(runtime, sessionToken));
  return sessionToken;
}

/** The visit of a token; fails the test when there is none. */
export async function visit(runtime: TestRuntime, token: string): Promise<Visit> {
  const found = await readVisit(runtime, token);
  if (typeof found === "string") throw new Error(`no visit: ${found}`);
  return found;
}

/** Answers with the right digits of the identity number; answers the visit at level 1. */
export async function verified(
  runtime: TestRuntime,
  accountId: string,
  debtorId?: string,
): Promise<Visit> {
  return visit(runtime, await verifiedToken(runtime, accountId, debtorId));
}

/** The same; answers the visit's token. */
export async function verifiedToken(
  runtime: TestRuntime,
  accountId: string,
  debtorId?: string,
): Promise<string> {
  const token = await enter(runtime, await tokenOf(runtime, accountId, debtorId));
  const right = { kind: "idLast4", text: facts.idLast4, address } as const;
  const answered = await answerFact(runtime, await visit(runtime, token), right);
  if (!answered.ok) throw new Error(JSON.stringify(answered.error));
  return answered.value.sessionToken;
}

/** The same visit at level 2, by a code that was mailed. */
export async function proven(runtime: TestRuntime, visitor: Visit): Promise<Visit> {
  const text = await codeTo(runtime, visitor, "sign", "email");
  const checked = await checkCode(runtime, visitor, "sign", { text, address });
  if (!checked.ok) throw new Error(JSON.stringify(checked.error));
  return visit(runtime, checked.value.sessionToken);
}

/** Asks for a code and lets it leave; answers its digits. */
export async function codeTo(
  runtime: TestRuntime,
  visitor: Visit,
  purpose: CodePurpose,
  channel: "email" | "sms",
): Promise<string> {
  const asked = await requestCode(runtime, visitor, purpose, { channel, locale: "en" });
  if (!asked.ok) throw new Error(JSON.stringify(asked.error));
  await sendAll(runtime, visitor.debtor.id);
  return /\d{6}/.exec(runtime.sent.at(-1)?.text ?? "")?.[0] ?? "";
}

/** Sends every message about a debtor that waits, oldest first. */
export async function sendAll(runtime: TestRuntime, debtorId: string): Promise<void> {
  const queued = await runtime.db.query<{ id: string }>(
    "select id from contact_record where state = 'queued' and debtor_id = $1 order by at, id",
    [debtorId],
  );
  for (const { id } of queued) await sendMessage(runtime, id, false);
}
