import { type AttemptRow, findAttempt } from "#app/db/stores/attempts.server.ts";
import { raiseBreak } from "#app/db/stores/breaks.server.ts";
import { type AttemptState, isUnsettled } from "#app/domain/payments/attempt.ts";
import type { AttemptId } from "#app/domain/primitives/ids.ts";
import { refreshCharge } from "../autopay/refresh-charge.server.ts";
import type { Runtime } from "../ports.ts";
import { askToStart, giveUp } from "./ask-to-start.server.ts";
import { endUnreadable } from "./end-unreadable.server.ts";
import { settleFound } from "./settle-found.server.ts";
import type { Settled } from "./settled.server.ts";

/** `answered` false: nobody could say; the state is what was known before. */
export interface Refreshed {
  readonly answered: boolean;
  readonly state: AttemptState;
  readonly failure: string | null;
}

/** The provider forgets a key after 24 hours; a repeat then would be a second payment page. */
const keyLivesMs = 23 * 3_600_000;

/**
 * Asks the provider how an attempt stands and takes its word in. One of unknown outcome is asked
 * for again under its own key, or looked for once the key is too old (payments.md §3).
 */
export async function refreshAttempt(runtime: Runtime, attempt: AttemptRow): Promise<Refreshed> {
  if (!isUnsettled(attempt.state)) return standing(attempt, true);
  if (attempt.purpose === "autopay") return refreshedCharge(runtime, attempt);
  if (attempt.reference !== null) return fetchOf(runtime, attempt, attempt.reference);
  const ageMs = runtime.clock.now() - attempt.createdAt.getTime();
  if (ageMs >= keyLivesMs) return search(runtime, attempt);
  const asked = await askToStart(runtime, attempt, { first: false });
  const now = (await findAttempt(runtime.db, attempt.id)) ?? attempt;
  if (asked !== "open" || now.reference === null) return standing(now, asked !== "unknown");
  return fetchOf(runtime, now, now.reference);
}

/** A saved card has no page: its charge is looked for, and made again under its own key. */
async function refreshedCharge(runtime: Runtime, attempt: AttemptRow): Promise<Refreshed> {
  await refreshCharge(runtime, attempt);
  const now = (await findAttempt(runtime.db, attempt.id)) ?? attempt;
  return standing(now, !isUnsettled(now.state));
}

async function fetchOf(
  runtime: Runtime,
  attempt: AttemptRow,
  reference: string,
): Promise<Refreshed> {
  const outcome = await runtime.payments.fetchPayment(reference);
  if (outcome.kind === "ok") {
    return answered(await settleFound(runtime, attempt.id, outcome.value));
  }
  const { kind, reason, detail } = outcome;
  runtime.log.warn({ attemptId: attempt.id, kind, reason, detail }, "payment not read");
  if (kind === "refused" && reason === "not-found") await reportLost(runtime, attempt);
  const ended = await endUnreadable(runtime, attempt, reason);
  return ended === null ? standing(attempt, false) : answered(ended);
}

/** The provider denies a page that it gave us: for a person to look into. */
async function reportLost(runtime: Runtime, attempt: AttemptRow): Promise<void> {
  await raiseBreak(runtime.db, {
    id: runtime.ids.next(),
    portfolioId: attempt.portfolioId,
    accountId: attempt.accountId,
    kind: "payment:unknown-to-provider",
    reference: attempt.id,
    detail: { reference: attempt.reference },
    at: new Date(runtime.clock.now()),
  });
}

async function search(runtime: Runtime, attempt: AttemptRow): Promise<Refreshed> {
  const from = attempt.createdAt.getTime();
  const attemptId = attempt.id as AttemptId;
  const outcome = await runtime.payments.findByAttempt({ attemptId, from, to: from + keyLivesMs });
  if (outcome.kind !== "ok") return standing(attempt, false);
  if (outcome.value.length === 0) {
    await giveUp(runtime, attempt.id, "never-started");
    return { answered: true, state: "cancelled", failure: "never-started" };
  }
  let settled: Settled | null = null;
  for (const found of outcome.value) settled = await settleFound(runtime, attempt.id, found);
  return settled === null ? standing(attempt, false) : answered(settled);
}

function answered({ state, failure }: Settled): Refreshed {
  return { answered: true, state, failure };
}

function standing({ state, failure }: AttemptRow, wasAnswered: boolean): Refreshed {
  return { answered: wasAnswered, state, failure };
}
