import type { Tx } from "#app/db/database.server.ts";
import { lockAccount, owesAccount } from "#app/db/stores/accounts.server.ts";
import {
  type AttemptRow,
  findAttempt,
  findUnsettledAttempt,
  insertAttempt,
  listTogether,
} from "#app/db/stores/attempts.server.ts";
import { findPayerLink } from "#app/db/stores/payer-links.server.ts";
import { type AmountRefusal, amountToPay, type PayChoice } from "#app/domain/payments/amounts.ts";
import {
  type Beginning,
  beginAttempt,
  type OpenAttempt,
  obligationKey,
  type PaidPart,
} from "#app/domain/payments/begin.ts";
import { assert } from "#app/domain/primitives/assert.ts";
import type { AccountId } from "#app/domain/primitives/ids.ts";
import { err, ok, type Result } from "#app/domain/primitives/result.ts";
import { type LoadedAccount, loadAccount } from "../accounts/account-state.server.ts";
import { isUuid } from "../accounts/is-uuid.server.ts";
import { stateOfLink } from "../payer-links/state-of-link.server.ts";
import type { Runtime } from "../ports.ts";
import { payNow } from "./pay-question.server.ts";
import { orderToStore, type PayerPage } from "./payment-order.server.ts";

/** What is paid of one account. */
export interface PaymentLine {
  readonly accountId: string;
  readonly choice: PayChoice;
  /** Minor units; read for the choice "other" alone. */
  readonly otherMinor: bigint | null;
}

/** Whose debt it is, and who pays: the debtor's own visit, or somebody with a payer link. */
export interface PayingParty {
  readonly debtorId: string;
  readonly sessionId: string | null;
  readonly payerLinkId: string | null;
}

export interface PaymentRequest {
  readonly lines: readonly PaymentLine[];
  readonly page: Omit<PayerPage, "origin" | "nowMs">;
}

export type LineRefusal =
  | AmountRefusal
  | {
      readonly reason: "not-found" | "not-payable" | "paid-by-another" | "provider-refused";
      readonly limitMinor: null;
    };

/** Why nothing begins, and on which account. */
export interface BeginRefusal {
  readonly accountId: string;
  readonly refusal: LineRefusal;
}

export interface Begun {
  readonly beginning: Exclude<Beginning, "paid-by-another">;
  /** The attempt that the provider knows or will know. */
  readonly attempt: AttemptRow;
  /** It pays these accounts and these amounts, alone. */
  readonly same: boolean;
}

export const purpose = "pay-now";

/** Who an attempt is of; another party is told that a payment is in progress, and no more. */
export function partyOf(who: Pick<AttemptRow, "debtorId" | "payerLinkId">): string {
  return who.payerLinkId === null ? who.debtorId : `payer:${who.payerLinkId}`;
}

/**
 * Stores what is to be paid, under the locks of its accounts in the order of their ids, or finds
 * what has begun already (payments.md §3). Amounts come from the books, never from the form.
 */
export async function beginPayment(
  runtime: Runtime,
  tx: Tx,
  party: PayingParty,
  request: PaymentRequest,
): Promise<Result<Begun, BeginRefusal>> {
  const lines = [...request.lines].sort((a, b) => (a.accountId < b.accountId ? -1 : 1));
  const parts: LockedPart[] = [];
  for (const line of lines) {
    const part = await lockPart(runtime, tx, party, line);
    if (!part.ok) return err({ accountId: line.accountId, refusal: part.error });
    parts.push(part.value);
  }
  if (!(await mayStillPay(runtime, tx, party))) {
    const accountId = lines[0]?.accountId ?? "";
    return err({ accountId, refusal: { reason: "not-payable", limitMinor: null } });
  }
  const existing = await standing(tx, parts);
  const wish = { party: partyOf(party), parts: parts.map(paidPart) };
  const { beginning, about, same } = beginAttempt(existing, wish);
  if (beginning === "paid-by-another") {
    const accountId = about?.parts[0]?.accountId ?? "";
    return err({ accountId, refusal: { reason: beginning, limitMinor: null } });
  }
  if (about !== null) return ok({ beginning, attempt: about.leader, same });
  const attempts = newAttempts(runtime, party, request, parts);
  for (const attempt of attempts) await insertAttempt(tx, attempt);
  return ok({ beginning: "start", attempt: attempts[0] as AttemptRow, same: true });
}

/** Under the account's lock: a link that has just been paid or taken back begins nothing. */
async function mayStillPay(
  { clock }: Runtime,
  tx: Tx,
  { payerLinkId }: PayingParty,
): Promise<boolean> {
  if (payerLinkId === null) return true;
  const link = await findPayerLink(tx, payerLinkId);
  return link !== null && stateOfLink(link, clock.now()) === "live";
}

interface LockedPart {
  readonly line: PaymentLine;
  readonly loaded: LoadedAccount;
  readonly amountMinor: bigint;
  readonly planId: string | null;
}

const paidPart = ({ line, amountMinor }: LockedPart): PaidPart => ({
  accountId: line.accountId,
  amountMinor,
});

async function lockPart(
  runtime: Runtime,
  tx: Tx,
  { debtorId }: PayingParty,
  line: PaymentLine,
): Promise<Result<LockedPart, LineRefusal>> {
  const { accountId } = line;
  const known = isUuid(accountId) && (await owesAccount(tx, debtorId, accountId));
  const row = known ? await lockAccount(tx, accountId) : null;
  if (row === null) return err({ reason: "not-found", limitMinor: null });
  if (row.status !== "open") return err({ reason: "not-payable", limitMinor: null });
  const loaded = await loadAccount(runtime, tx, row);
  const { question, plan } = await payNow(runtime, tx, loaded);
  const amount = amountToPay(question, line.choice, line.otherMinor);
  if (!amount.ok) return amount;
  return ok({ line, loaded, amountMinor: amount.value, planId: plan?.id ?? null });
}

/** What has begun on any of these accounts, each charge once, with all accounts that it pays. */
async function standing(
  tx: Tx,
  parts: readonly LockedPart[],
): Promise<readonly (OpenAttempt & { readonly leader: AttemptRow })[]> {
  const found = new Map<string, OpenAttempt & { readonly leader: AttemptRow }>();
  for (const { line } of parts) {
    const obligation = obligationKey(line.accountId as AccountId);
    const existing =
      (await findUnsettledAttempt(tx, obligation, purpose)) ??
      (await findUnsettledAttempt(tx, obligation, "autopay"));
    if (existing === null || found.has(existing.leaderId)) continue;
    const alone = existing.amount === existing.total;
    const together = alone ? [existing] : await listTogether(tx, existing.leaderId);
    const leader = alone ? existing : await findAttempt(tx, existing.leaderId);
    assert(leader !== null, "a payment of several accounts has its leader");
    found.set(leader.id, {
      leader,
      // A saved card that is being charged has no page to go to: it is waited for.
      state: leader.purpose === "autopay" ? "processing" : leader.state,
      party: partyOf(leader),
      parts: together.map((one) => ({ accountId: one.accountId, amountMinor: one.amount })),
    });
  }
  return [...found.values()];
}

/** The first one leads: the stored call and the provider's reference are its own. */
function newAttempts(
  runtime: Runtime,
  party: PayingParty,
  { page }: PaymentRequest,
  parts: readonly LockedPart[],
): AttemptRow[] {
  const [first] = parts;
  assert(first !== undefined, "something is paid");
  const { portfolio } = first.loaded;
  const oneBrand = parts.every((part) => part.loaded.portfolio.id === portfolio.id);
  assert(oneBrand, "a debtor's accounts are of one portfolio");
  const total = parts.reduce((sum, part) => sum + part.amountMinor, 0n);
  const leaderId = runtime.ids.next();
  const nowMs = runtime.clock.now();
  const { origin } = runtime.settings;
  const params = orderToStore(leaderId, portfolio, { ...page, origin, nowMs });
  const at = new Date(nowMs);
  return parts.map(({ line, amountMinor, planId }, index) => ({
    id: index === 0 ? leaderId : runtime.ids.next(),
    portfolioId: portfolio.id,
    accountId: line.accountId,
    ...party,
    purpose,
    obligation: obligationKey(line.accountId as AccountId),
    choice: line.choice,
    planId,
    currency: portfolio.currency,
    amount: amountMinor,
    total,
    leaderId,
    state: "created",
    provider: runtime.payments.name,
    params: index === 0 ? params : {},
    reference: null,
    intentRef: null,
    redirectUrl: null,
    failure: null,
    callState: "none",
    createdAt: at,
    updatedAt: at,
    expiresAt: new Date(params.expiresAt),
  }));
}
