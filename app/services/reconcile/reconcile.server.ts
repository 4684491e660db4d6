import { listBreaks } from "#app/db/stores/breaks.server.ts";
import { type SuspenseBalance, suspenseBalances } from "#app/db/stores/house-postings.server.ts";
import { listPortfolios } from "#app/db/stores/portfolios.server.ts";
import { findMark, setMark } from "#app/db/stores/provider-movements.server.ts";
import type { Runtime } from "../ports.ts";
import { checkLedger } from "./check-ledger.server.ts";
import { judgeMovements } from "./judge-movements.server.ts";
import { judgePayouts } from "./judge-payouts.server.ts";
import { readMovements } from "./read-movements.server.ts";

/** Kinds of breaks that reconciliation raises, by their beginnings. */
export const reconcileKinds = ["provider:", "payout:", "ledger:"] as const;

export interface ReconcileReport {
  readonly from: Date;
  readonly to: Date;
  /** Lines of the provider that were new. */
  readonly movements: number;
  /** That the books explain now, conversions among them. */
  readonly matched: number;
  readonly converted: number;
  readonly payouts: number;
  /** Postings on the provider's till that were looked at without a fault are not counted. */
  readonly raised: number;
  /** Breaks of earlier runs that explain themselves now. */
  readonly explained: number;
  readonly breaks: readonly ReportedBreak[];
  readonly suspense: readonly SuspenseBalance[];
}

export interface ReportedBreak {
  readonly id: string;
  readonly kind: string;
  readonly reference: string;
  readonly accountRef: string | null;
  readonly raisedAt: Date;
}

export interface ReconcileOrder {
  /** From this moment on; absent: from where the last run ended, with some days of overlap. */
  readonly since?: number;
  readonly onProgress?: (what: string, share: number) => void;
}

const dayMs = 86_400_000;
/** A movement may be written late, or be changed by a refund; what is known costs little. */
const overlapMs = 3 * dayMs;
const firstRunMs = 30 * dayMs;
/** What happened a moment ago may still be on its way through the inbox. */
const restMs = 15 * 60_000;
const mostListed = 1_000;

/**
 * Holds the provider's books against ours, both ways (payments.md §3): each movement has exactly
 * its posting, each posting on the provider's till its movement, each payout is the sum of what is
 * in it. What differs becomes a break, once; what explains itself later closes it. Runs again at
 * any time, from where it ended; two at once do no harm. Throws when the provider does not answer:
 * what was read stays, and the next run goes on.
 */
export async function reconcile(
  runtime: Runtime,
  order: ReconcileOrder = {},
): Promise<ReconcileReport> {
  const { db, payments } = runtime;
  const now = runtime.clock.now();
  const say = order.onProgress ?? (() => undefined);
  const mark = await findMark(db, payments.name, "movements");
  const next = mark === null ? now - firstRunMs : mark.getTime() - overlapMs;
  const from = order.since ?? next;
  const movements = await readMovements(runtime, from, now);
  say("provider's movements read", 0.4);
  // A run from a later day on leaves what is before it to the next one.
  const whole = order.since === undefined || (mark !== null && from <= mark.getTime());
  if (whole) await setMark(db, payments.name, "movements", new Date(now));
  const judged = await judgeMovements(runtime, new Date(now - restMs));
  say("movements compared", 0.7);
  const payouts = await judgePayouts(runtime, from);
  say("payouts added up", 0.85);
  const ledger = await checkLedger(runtime, new Date(from), new Date(now - restMs));
  say("ledger compared", 1);
  return {
    from: new Date(from),
    to: new Date(now),
    movements,
    matched: judged.matched,
    converted: judged.converted,
    payouts: payouts.judged,
    raised: judged.raised + payouts.raised + ledger.raised,
    explained: judged.explained + payouts.explained + ledger.explained,
    breaks: await openBreaks(runtime),
    suspense: await suspenseBalances(db),
  };
}

async function openBreaks({ db }: Runtime): Promise<readonly ReportedBreak[]> {
  const portfolioIds = (await listPortfolios(db)).map(({ id }) => id);
  const all: ReportedBreak[] = [];
  for (const kind of reconcileKinds) {
    const found = await listBreaks(db, {
      portfolioIds,
      shared: true,
      state: "open",
      owner: null,
      kind,
      raisedBefore: null,
      after: null,
      limit: mostListed,
    });
    for (const { id, kind: whole, reference, accountRef, raisedAt } of found) {
      all.push({ id, kind: whole, reference, accountRef, raisedAt });
    }
  }
  return all;
}
