import {
  listUnmatched,
  type MovementRow,
  setMovementState,
} from "#app/db/stores/provider-movements.server.ts";
import { type TillSum, tillSums } from "#app/db/stores/till-postings.server.ts";
import {
  judgeMovement,
  type MovementFault,
  type MovementVerdict,
} from "#app/domain/payments/movement.ts";
import { calendarDate } from "#app/domain/primitives/date.ts";
import { raise } from "../breaks/raise.server.ts";
import { settleEvent } from "../payments/settle-event.server.ts";
import type { Runtime } from "../ports.ts";
import { putInSuspense } from "../suspense/put-in-suspense.server.ts";
import { explainBreaks } from "./explain-breaks.server.ts";
import { postMovement } from "./post-movement.server.ts";

export interface Judged {
  matched: number;
  converted: number;
  raised: number;
  explained: number;
}

const batch = 200;

/**
 * Compares every movement that nothing explained yet with the books. One that no posting explains
 * is first settled as if its event had come: an event that never came is no fault of the books.
 */
export async function judgeMovements(runtime: Runtime, before: Date): Promise<Judged> {
  const judged: Judged = { matched: 0, converted: 0, raised: 0, explained: 0 };
  let after: string | null = null;
  for (;;) {
    const rows: readonly MovementRow[] = await listUnmatched(
      runtime.db,
      runtime.payments.name,
      before,
      after,
      batch,
    );
    for (const row of rows) await judge(runtime, row, judged);
    after = rows.at(-1)?.id ?? null;
    if (rows.length < batch) return judged;
  }
}

async function judge(runtime: Runtime, row: MovementRow, judged: Judged): Promise<void> {
  const found = await verdictOf(runtime, row);
  if (found === "no-answer") return;
  const { verdict, sums } = found;
  if (verdict.kind === "fault") return fail(runtime, row, verdict.fault, sums, judged);
  const portfolioId = sums[0]?.portfolioId ?? null;
  const at = new Date(runtime.clock.now());
  await runtime.db.transaction(async (tx) => {
    await postMovement(runtime, tx, row, verdict.kind, portfolioId);
    await setMovementState(tx, row.id, "matched", portfolioId, at);
    judged.explained += await explainBreaks(runtime, tx, breakKinds, row.id);
  });
  judged.matched += 1;
  if (verdict.kind === "converted") judged.converted += 1;
}

interface Found {
  readonly verdict: MovementVerdict;
  readonly sums: readonly TillSum[];
}

async function verdictOf(runtime: Runtime, row: MovementRow): Promise<Found | "no-answer"> {
  const first = await compare(runtime, row);
  if (first.verdict.kind !== "fault" || first.verdict.fault !== "orphan") return first;
  const { id, provider, kind, sourceRef: objectId } = row;
  const receivedAt = new Date(runtime.clock.now());
  const event = { id: `reconcile:${id}`, provider, type: typeOf(kind), objectId, receivedAt };
  const outcome = await settleEvent(runtime, { ...event, tries: 1 });
  return outcome === "no-answer" ? outcome : compare(runtime, row);
}

/** The event that should have told it. */
const typeOf = (kind: string): string => (kind === "charge" ? "charge.succeeded" : `${kind}.found`);

async function compare(runtime: Runtime, row: MovementRow): Promise<Found> {
  const sums = await tillSums(runtime.db, row.kind, row.sourceRef);
  const { kind, paidAmount, paidCurrency, amount, currency } = row;
  const verdict = judgeMovement(
    {
      kind,
      paidMinor: paidAmount,
      paidCurrency,
      settledMinor: amount,
      settledCurrency: currency,
    },
    sums.map((sum) => ({ currency: sum.currency, amountMinor: sum.amount })),
  );
  return { verdict, sums };
}

const kindOf = (fault: MovementFault) => `provider:${fault}` as const;
const breakKinds = ["provider:orphan", "provider:amount-differs", "provider:currency-differs"];

/** Money that came and that no posting explains waits in suspense; the rest is a break alone. */
async function fail(
  runtime: Runtime,
  row: MovementRow,
  fault: MovementFault,
  sums: readonly TillSum[],
  judged: Judged,
): Promise<void> {
  const why = { kind: kindOf(fault), reference: row.id, detail: detailOf(row, sums) };
  const at = new Date(runtime.clock.now());
  const isMoney = fault === "orphan" && row.kind === "charge" && row.paidAmount > 0n;
  await runtime.db.transaction(async (tx) => {
    if (isMoney) {
      await putInSuspense(runtime, tx, {
        portfolioId: null,
        accountId: null,
        attemptId: null,
        source: "stripe",
        reference: row.sourceRef,
        currency: row.paidCurrency,
        amountMinor: row.paidAmount,
        effectiveOn: calendarDate(row.occurredAt.toISOString().slice(0, 10)),
        receivedAt: row.occurredAt,
        why,
        suggestionId: null,
      });
    } else if (await raise(runtime, tx, { ...why, portfolioId: sums[0]?.portfolioId ?? null })) {
      judged.raised += 1;
    }
    if (isMoney) judged.raised += 1;
    await setMovementState(tx, row.id, "broken", null, at);
  });
}

function detailOf(row: MovementRow, sums: readonly TillSum[]) {
  return {
    movement: row.id,
    about: row.sourceRef,
    sort: row.kind,
    provider: { amountMinor: String(row.paidAmount), currency: row.paidCurrency },
    settled: { amountMinor: String(row.amount), currency: row.currency },
    books: sums.map(({ currency, amount }) => ({ amountMinor: String(amount), currency })),
    occurredAt: row.occurredAt.toISOString(),
  };
}
