import type { Tx } from "#app/db/database.server.ts";
import type { CaseRow } from "#app/db/stores/case-files.server.ts";
import { findDebtor } from "#app/db/stores/debtors.server.ts";
import type { CaseOutcome } from "#app/domain/disputes/case.ts";
import { formatAmount } from "#app/domain/money/amount.ts";
import { isCurrency } from "#app/domain/money/currency.ts";
import { assert } from "#app/domain/primitives/assert.ts";
import { recordEvent } from "../feedback/record-event.server.ts";
import type { Runtime } from "../ports.ts";

/** Tells the system of record that a case waits for an answer, and by when it comes. */
export async function recordCaseOpened(runtime: Runtime, tx: Tx, row: CaseRow): Promise<void> {
  await recordEvent(runtime, tx, {
    accountId: row.accountId,
    type: `${row.kind}.opened`,
    data: {
      ...(await namesOf(tx, row)),
      openedAt: row.clockFrom.toISOString(),
      answerBy: row.dueAt.toISOString(),
      source: row.round === 1 && row.openedBy.startsWith("staff:") ? "staff" : "debtor",
      holdId: row.holdId,
    },
  });
}

/** Tells what became of it. */
export async function recordCaseResolved(
  runtime: Runtime,
  tx: Tx,
  row: CaseRow,
  outcome: CaseOutcome | "withdrawn",
  holdEnded: boolean,
): Promise<void> {
  const { currency } = row;
  assert(isCurrency(currency), "a case is in its account's currency");
  await recordEvent(runtime, tx, {
    accountId: row.accountId,
    type: `${row.kind}.resolved`,
    data: {
      ...(await namesOf(tx, row)),
      outcome,
      resolvedAt: new Date(runtime.clock.now()).toISOString(),
      amount: row.amount === null ? null : formatAmount(row.amount, currency),
      currency,
      postingId: row.postingId,
      holdEnded,
    },
  });
}

async function namesOf(tx: Tx, { id, debtorId, ground, round }: CaseRow) {
  const debtor = await findDebtor(tx, debtorId);
  assert(debtor !== null, "a case is somebody's");
  return { caseId: id, debtorRef: debtor.ref, ground, round };
}
