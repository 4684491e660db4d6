import { setTimeout as sleep } from "node:timers/promises";
import type { Tx } from "#app/db/database.server.ts";
import { lockAccount, owesAccount } from "#app/db/stores/accounts.server.ts";
import {
  type AttemptRow,
  findAttempt,
  findUnsettledAttempt,
  insertAttempt,
} from "#app/db/stores/attempts.server.ts";
import { type AmountRefusal, amountToPay, type PayChoice } from "#app/domain/payments/amounts.ts";
import { type Beginning, beginAttempt, obligationKey } from "#app/domain/payments/begin.ts";
import type { AccountId } from "#app/domain/primitives/ids.ts";
import { err, ok, type Result } from "#app/domain/primitives/result.ts";
import { type LoadedAccount, loadAccount } from "../accounts/account-state.server.ts";
import { isUuid } from "../accounts/is-uuid.server.ts";
import type { DebtorActor } from "../actor.ts";
import type { Runtime } from "../ports.ts";
import { askToStart } from "./ask-to-start.server.ts";
import { closePage } from "./close-page.server.ts";
import { payNow } from "./pay-question.server.ts";
import { orderToStore } from "./payment-order.server.ts";
import { refreshAttempt } from "./refresh-attempt.server.ts";

export interface PaymentWish {
  readonly accountId: string;
  readonly choice: PayChoice;
  /** Minor units; read for the choice "other" alone. */
  readonly otherMinor: bigint | null;
  /** BCP 47: the language of the page that the payer comes from. */
  readonly locale: string;
}

/** `page`: send the payer there. `wait`: the return page says how this attempt stands. */
export type PaymentStart =
  | { readonly go: "page"; readonly attemptId: string; readonly url: string }
  | { readonly go: "wait"; readonly attemptId: string };

export type StartRefusal =
  | AmountRefusal
  | {
      readonly reason: "not-found" | "not-payable" | "paid-by-another" | "provider-refused";
      readonly limitMinor: null;
    };

type Start = Result<PaymentStart, StartRefusal>;

const purpose = "pay-now";

/**
 * Begins a payment, or finds the one that has begun (payments.md §3): the attempt is stored under
 * the account's lock before the provider is asked, so that a second click or tab meets it there.
 * The amount comes from the books, never from the form.
 */
export async function startPayment(
  runtime: Runtime,
  actor: DebtorActor,
  wish: PaymentWish,
): Promise<Start> {
  let last: AttemptRow | null = null;
  for (let step = 0; step < 5; step += 1) {
    const begun = await runtime.db.transaction((tx) => begin(runtime, tx, actor, wish));
    if (!begun.ok) return begun;
    last = begun.value.attempt;
    const start = await goOn(runtime, begun.value.beginning, last);
    if (start !== "decide-again") return start;
  }
  return last === null ? refuse("provider-refused") : wait(last);
}

interface Begun {
  readonly beginning: Exclude<Beginning, "paid-by-another">;
  readonly attempt: AttemptRow;
}

async function begin(
  runtime: Runtime,
  tx: Tx,
  actor: DebtorActor,
  wish: PaymentWish,
): Promise<Result<Begun, StartRefusal>> {
  const { accountId } = wish;
  const mayPay = actor.level > 0 && isUuid(accountId);
  if (!mayPay || !(await owesAccount(tx, actor.debtorId, accountId))) return refuse("not-found");
  const row = await lockAccount(tx, accountId);
  if (row === null) return refuse("not-found");
  if (row.status !== "open") return refuse("not-payable");
  const loaded = await loadAccount(runtime, tx, row);
  const { question, plan } = await payNow(runtime, tx, loaded);
  const amount = amountToPay(question, wish.choice, wish.otherMinor);
  if (!amount.ok) return amount;
  const obligation = obligationKey(accountId as AccountId);
  const existing = await findUnsettledAttempt(tx, obligation, purpose);
  const open = existing && {
    state: existing.state,
    party: existing.debtorId,
    amountMinor: existing.amount,
  };
  const party = actor.debtorId;
  const beginning = beginAttempt(open, { party, amountMinor: amount.value });
  if (beginning === "paid-by-another") return refuse("paid-by-another");
  if (existing !== null && beginning !== "start") return ok({ beginning, attempt: existing });
  const attempt = newAttempt(runtime, actor, wish, loaded, amount.value, plan?.id ?? null);
  await insertAttempt(tx, attempt);
  return ok({ beginning: "start", attempt });
}

function newAttempt(
  runtime: Runtime,
  actor: DebtorActor,
  wish: PaymentWish,
  { portfolio }: LoadedAccount,
  amount: bigint,
  planId: string | null,
): AttemptRow {
  const { accountId, choice, locale } = wish;
  const id = runtime.ids.next();
  const nowMs = runtime.clock.now();
  const { origin } = runtime.settings;
  const params = orderToStore(id, portfolio, { origin, locale, nowMs });
  return {
    id,
    portfolioId: portfolio.id,
    accountId,
    debtorId: actor.debtorId,
    sessionId: actor.sessionId,
    purpose,
    obligation: obligationKey(accountId as AccountId),
    choice,
    planId,
    currency: portfolio.currency,
    amount,
    state: "created",
    provider: runtime.payments.name,
    params,
    reference: null,
    intentRef: null,
    redirectUrl: null,
    failure: null,
    callState: "none",
    createdAt: new Date(nowMs),
    updatedAt: new Date(nowMs),
    expiresAt: new Date(params.expiresAt),
  };
}

async function goOn(
  runtime: Runtime,
  beginning: Begun["beginning"],
  attempt: AttemptRow,
): Promise<Start | "decide-again"> {
  switch (beginning) {
    case "start": {
      const asked = await askToStart(runtime, attempt, { first: true });
      if (asked === "refused") return refuse("provider-refused");
      return asked === "unknown" ? wait(attempt) : toPage(runtime, attempt.id);
    }
    case "ask-again":
      return askAgain(runtime, attempt);
    case "resume":
      return resume(runtime, attempt);
    case "expire-first": {
      const closed = await closePage(runtime, attempt);
      return closed === "closed" ? "decide-again" : wait(attempt);
    }
    case "being-paid":
      return wait(attempt);
  }
}

/** The other click of a double click is asking just now: its answer serves both. */
async function askAgain(runtime: Runtime, attempt: AttemptRow): Promise<Start | "decide-again"> {
  if (attempt.callState === "none" && (await answeredMeanwhile(runtime, attempt))) {
    return "decide-again";
  }
  const asked = await askToStart(runtime, attempt, { first: false });
  return asked === "unknown" ? wait(attempt) : "decide-again";
}

const pollMs = 50;

async function answeredMeanwhile(runtime: Runtime, { id }: AttemptRow): Promise<boolean> {
  const patienceMs = Math.min(runtime.settings.providerTimeoutMs, 5_000);
  for (let waitedMs = 0; waitedMs < patienceMs; waitedMs += pollMs) {
    await sleep(pollMs);
    const now = await findAttempt(runtime.db, id);
    if (now === null || now.callState !== "none" || now.state !== "created") return true;
  }
  return false;
}

/** The page may have closed, or been paid on, since we last knew. */
async function resume(runtime: Runtime, attempt: AttemptRow): Promise<Start | "decide-again"> {
  const { state } = await refreshAttempt(runtime, attempt);
  if (state === "open") return toPage(runtime, attempt.id);
  return state === "processing" || state === "succeeded" ? wait(attempt) : "decide-again";
}

async function toPage(runtime: Runtime, attemptId: string): Promise<Start> {
  const attempt = await findAttempt(runtime.db, attemptId);
  if (!attempt?.redirectUrl || attempt.state !== "open") return ok({ go: "wait", attemptId });
  return ok({ go: "page", attemptId, url: attempt.redirectUrl });
}

function wait(attempt: AttemptRow): Start {
  return ok({ go: "wait", attemptId: attempt.id });
}

function refuse(
  reason: "not-found" | "not-payable" | "paid-by-another" | "provider-refused",
): Result<never, StartRefusal> {
  return err({ reason, limitMinor: null });
}
