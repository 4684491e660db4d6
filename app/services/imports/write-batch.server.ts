import type { Tx } from "#app/db/database.server.ts";
import {
  type AccountValues,
  insertAccounts,
  insertDebtors,
  keepHistory,
  setJointDebtors,
  updateAccounts,
  updateDebtors,
} from "#app/db/stores/account-writes.server.ts";
import { raiseSnapshotBreaks } from "#app/db/stores/snapshot-breaks.server.ts";
import type { Portfolio } from "../portfolios/load-portfolio.server.ts";
import type { Runtime } from "../ports.ts";
import type { AccountInput, DebtorInput } from "./account-input.ts";
import { accountValues, historyValues } from "./account-values.server.ts";
import { changeDebtor } from "./debtor-values.server.ts";
import type { Decision, Known } from "./decide-save.server.ts";

/** One row on its way: what it says, and what becomes of it. */
export interface Row {
  readonly input: AccountInput;
  readonly mac: Buffer;
  decision: Decision;
}

export function isWritten({ decision }: Row): boolean {
  return decision.kind === "insert" || decision.kind === "update";
}

/** Writes a decided batch, a few statements whatever its size; answers the ids of its accounts. */
export async function writeBatch(
  runtime: Runtime,
  tx: Tx,
  portfolio: Portfolio,
  rows: readonly Row[],
  known: Known,
): Promise<ReadonlyMap<Row, string>> {
  const ids = accountIds(runtime, rows);
  const written = rows.filter(isWritten);
  const debtorIds = await writeDebtors(runtime, tx, portfolio, written, known);
  const inserts: AccountValues[] = [];
  const updates: AccountValues[] = [];
  for (const { input, mac, decision, id } of written.map((row) => ({
    ...row,
    id: ids.get(row)!,
  }))) {
    if (decision.kind !== "insert" && decision.kind !== "update") continue;
    const existing = decision.kind === "update" ? decision.existing : null;
    const place = { id, debtorId: debtorIds.get(input.debtor.ref)!, rowMac: mac, existing };
    const values = accountValues(runtime, portfolio, input, place, decision.snapshot);
    (existing === null ? inserts : updates).push(values);
  }
  await insertAccounts(tx, inserts);
  await updateAccounts(tx, updates);
  await writeHistory(runtime, tx, portfolio, rows);
  await writeJoint(tx, written, ids, debtorIds);
  await writeBreaks(runtime, tx, portfolio, rows, ids);
  return ids;
}

function accountIds(runtime: Runtime, rows: readonly Row[]): Map<Row, string> {
  const ids = new Map<Row, string>();
  for (const row of rows) {
    const { decision } = row;
    if (decision.kind === "insert") ids.set(row, runtime.ids.next());
    else if ("existing" in decision) ids.set(row, decision.existing.id);
  }
  return ids;
}

/** Answers ids by reference, of every debtor that the rows name. */
async function writeDebtors(
  runtime: Runtime,
  tx: Tx,
  portfolio: Portfolio,
  written: readonly Row[],
  known: Known,
): Promise<Map<string, string>> {
  const said = new Map<string, DebtorInput[]>();
  for (const { input } of written) {
    const earlier = said.get(input.debtor.ref);
    if (earlier) earlier.push(input.debtor);
    else said.set(input.debtor.ref, [input.debtor]);
  }
  const changes = [...said].map(([ref, inputs]) =>
    changeDebtor(runtime, portfolio, known.debtors.get(ref) ?? null, inputs),
  );
  const valuesOf = (write: "insert" | "update") =>
    changes.flatMap((change) => (change.write === write ? [change.values] : []));
  await insertDebtors(tx, valuesOf("insert"));
  await updateDebtors(tx, valuesOf("update"));
  const ids = new Map([...known.debtors].map(([ref, row]) => [ref, row.id]));
  [...said.keys()].forEach((ref, at) => void ids.set(ref, changes[at]!.id));
  return ids;
}

async function writeHistory(
  runtime: Runtime,
  tx: Tx,
  portfolio: Portfolio,
  rows: readonly Row[],
): Promise<void> {
  const older = rows.flatMap(({ input, decision }) =>
    decision.kind === "history"
      ? [historyValues(runtime, portfolio, decision.existing.id, input)]
      : [],
  );
  await keepHistory(tx, older);
}

async function writeJoint(
  tx: Tx,
  written: readonly Row[],
  ids: ReadonlyMap<Row, string>,
  debtorIds: ReadonlyMap<string, string>,
): Promise<void> {
  const stated = written.filter((row) => row.input.jointDebtorRefs !== null);
  const pairs = stated.flatMap((row) =>
    (row.input.jointDebtorRefs ?? []).map((ref) => ({
      accountId: ids.get(row)!,
      debtorId: debtorIds.get(ref)!,
    })),
  );
  await setJointDebtors(
    tx,
    stated.map((row) => ids.get(row)!),
    pairs,
  );
}

async function writeBreaks(
  runtime: Runtime,
  tx: Tx,
  portfolio: Portfolio,
  rows: readonly Row[],
  ids: ReadonlyMap<Row, string>,
): Promise<void> {
  const found = rows.flatMap((row) => {
    const { decision, input } = row;
    if (!("breaks" in decision) || decision.breaks.length === 0) return [];
    const { asOf, appliedThrough } = input;
    const accountId = ids.get(row)!;
    const said = `${asOf}:${appliedThrough ?? "none"}:${row.mac.toString("hex", 0, 8)}`;
    return decision.breaks.map((kind) => ({
      id: runtime.ids.next(),
      accountId,
      kind: `snapshot:${kind}`,
      reference: `${accountId}:${said}`,
      detail: { accountRef: input.ref, asOf, appliedThrough: appliedThrough?.toString() ?? null },
    }));
  });
  await raiseSnapshotBreaks(tx, portfolio.id, found);
}
