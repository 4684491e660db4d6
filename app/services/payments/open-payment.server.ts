import { setTimeout as sleep } from "node:timers/promises";
import { type AttemptRow, findAttempt } from "#app/db/stores/attempts.server.ts";
import { err, ok, type Result } from "#app/domain/primitives/result.ts";
import type { Runtime } from "../ports.ts";
import { askToStart } from "./ask-to-start.server.ts";
import {
  type BeginRefusal,
  type Begun,
  beginPayment,
  type PayingParty,
  type PaymentRequest,
} from "./begin-payment.server.ts";
import { closePage } from "./close-page.server.ts";
import { refreshAttempt } from "./refresh-attempt.server.ts";

/** `page`: send the payer there. `wait`: the return page says how this attempt stands. */
export type PaymentStart =
  | { readonly go: "page"; readonly attemptId: string; readonly url: string }
  | { readonly go: "wait"; readonly attemptId: string };

type Start = Result<PaymentStart, BeginRefusal>;

/** Beside each open page that has to be closed first, a few turns for what others do meanwhile. */
const fewTurns = 5;

/**
 * Begins a payment, or finds the one that has begun (payments.md §3): the attempt is stored under
 * the accounts' locks before the provider is asked, so that a second click or tab meets it there.
 */
export async function openPayment(
  runtime: Runtime,
  party: PayingParty,
  request: PaymentRequest,
): Promise<Start> {
  let last: AttemptRow | null = null;
  for (let turn = 0; turn < fewTurns + request.lines.length; turn += 1) {
    const begun = await runtime.db.transaction((tx) => beginPayment(runtime, tx, party, request));
    if (!begun.ok) return begun;
    last = begun.value.attempt;
    const start = await goOn(runtime, begun.value);
    if (start !== "decide-again") return start;
  }
  return last === null ? err(refusedBy("")) : wait(last);
}

async function goOn(runtime: Runtime, begun: Begun): Promise<Start | "decide-again"> {
  const { beginning, attempt } = begun;
  switch (beginning) {
    case "start": {
      const asked = await askToStart(runtime, attempt, { first: true });
      if (asked === "refused") return err(refusedBy(attempt.accountId));
      return asked === "unknown" ? wait(attempt) : toPage(runtime, attempt.id);
    }
    case "ask-again":
      return askAgain(runtime, begun);
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

/**
 * The other click of a double click is asking just now: its answer serves both, and the provider
 * is not asked once more for each who waited.
 */
async function askAgain(
  runtime: Runtime,
  { attempt, same }: Begun,
): Promise<Start | "decide-again"> {
  if (attempt.callState === "none" && (await answeredMeanwhile(runtime, attempt))) {
    const now = same ? await findAttempt(runtime.db, attempt.id) : null;
    return now?.state === "open" ? pageOf(now) : "decide-again";
  }
  const asked = await askToStart(runtime, attempt, { first: false });
  return asked === "unknown" ? wait(attempt) : "decide-again";
}

const firstLookMs = 50;
/** However many wait, their looks must not crowd out the one that they wait for. */
const longestLookMs = 400;

async function answeredMeanwhile(runtime: Runtime, { id }: AttemptRow): Promise<boolean> {
  const patienceMs = Math.min(runtime.settings.providerTimeoutMs, 5_000);
  let lookMs = firstLookMs;
  for (let waitedMs = 0; waitedMs < patienceMs; ) {
    await sleep(lookMs);
    waitedMs += lookMs;
    lookMs = Math.min(lookMs * 2, longestLookMs);
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
  return attempt === null ? ok({ go: "wait", attemptId }) : pageOf(attempt);
}

function pageOf(attempt: AttemptRow): Start {
  const { id: attemptId, redirectUrl: url, state } = attempt;
  return url === null || state !== "open" ? wait(attempt) : ok({ go: "page", attemptId, url });
}

function wait(attempt: AttemptRow): Start {
  return ok({ go: "wait", attemptId: attempt.id });
}

function refusedBy(accountId: string): BeginRefusal {
  return { accountId, refusal: { reason: "provider-refused", limitMinor: null } };
}
