import type { Tx } from "#app/db/database.server.ts";
import { findKnownAccounts, lockPortfolioSaves } from "#app/db/stores/account-writes.server.ts";
import { findDebtorsByRef } from "#app/db/stores/debtors.server.ts";
import type { Portfolio } from "../portfolios/load-portfolio.server.ts";
import type { Runtime } from "../ports.ts";
import type { AccountInput, RowFault } from "./account-input.ts";
import { rowMac } from "./account-values.server.ts";
import { type Decision, decideSave, type Known } from "./decide-save.server.ts";
import { isWritten, type Row, writeBatch } from "./write-batch.server.ts";

/** `waiting`: names a joint debtor who is not known (yet). */
export type SaveOutcome =
  | {
      readonly outcome: "inserted" | "updated" | "unchanged";
      /** Null for what a dry run would insert. */
      readonly accountId: string | null;
    }
  | { readonly outcome: "refused"; readonly faults: readonly RowFault[] }
  | { readonly outcome: "waiting" };

/**
 * Creates or replaces accounts with their debtors and snapshots: the same use case for a file, a
 * balance feed and the API. One transaction: all of the batch that is not refused, or nothing.
 * A row that repeats the last one to the letter changes nothing. Answers in the rows' order.
 */
export async function saveAccounts(
  runtime: Runtime,
  portfolio: Portfolio,
  inputs: readonly AccountInput[],
  how: { readonly dryRun?: boolean } = {},
): Promise<readonly SaveOutcome[]> {
  const dryRun = how.dryRun === true;
  const macs = inputs.map((input) => rowMac(runtime, input));
  const work = async (tx: Tx) => {
    if (!dryRun) await lockPortfolioSaves(tx, portfolio.id);
    const known = await whatIsKnown(tx, portfolio, inputs, macs, !dryRun);
    const rows = decideAll(runtime, inputs, macs, known);
    const ids = dryRun ? new Map() : await writeBatch(runtime, tx, portfolio, rows, known);
    return rows.map((row) => outcomeOf(row.decision, ids.get(row) ?? null));
  };
  return runtime.db.transaction(work, { statementTimeoutMs: 0 });
}

async function whatIsKnown(
  tx: Tx,
  portfolio: Portfolio,
  inputs: readonly AccountInput[],
  macs: readonly Buffer[],
  lock: boolean,
): Promise<Known> {
  const refs = inputs.map((input) => input.ref);
  const found = await findKnownAccounts(tx, portfolio.id, refs, lock);
  const accounts = new Map(found.map((account) => [account.ref, account]));
  const wanted = new Set<string>();
  inputs.forEach((input, at) => {
    if (accounts.get(input.ref)?.rowMac.equals(macs[at] as Buffer)) return;
    wanted.add(input.debtor.ref);
    for (const ref of input.jointDebtorRefs ?? []) wanted.add(ref);
  });
  const debtors = wanted.size === 0 ? [] : await findDebtorsByRef(tx, portfolio.id, [...wanted]);
  const byRef = new Map(debtors.map((debtor) => [debtor.ref, debtor]));
  return { accounts, debtors: byRef, claims: new Map() };
}

function decideAll(
  runtime: Runtime,
  inputs: readonly AccountInput[],
  macs: readonly Buffer[],
  known: Known,
): Row[] {
  const seen = new Set<string>();
  const rows = inputs.map((input, at): Row => {
    const mac = macs[at] as Buffer;
    const again = seen.has(input.ref);
    seen.add(input.ref);
    const decision = again ? duplicate : decideSave(runtime, input, mac, known);
    return { input, mac, decision };
  });
  holdBackUnknownJoint(rows, known);
  return rows;
}

const duplicate: Decision = {
  kind: "refused",
  faults: [{ column: "account_ref", reason: "duplicate-account-ref" }],
};

/** Rows whose joint debtor neither is on file nor comes with this batch wait; so on to the end. */
function holdBackUnknownJoint(rows: readonly Row[], known: Known): void {
  const joint = rows.filter((row) => row.input.jointDebtorRefs !== null);
  for (let held = joint.length > 0; held; ) {
    held = false;
    const coming = new Set(rows.filter(isWritten).map((row) => row.input.debtor.ref));
    for (const row of joint.filter(isWritten)) {
      const refs = row.input.jointDebtorRefs ?? [];
      if (refs.every((ref) => known.debtors.has(ref) || coming.has(ref))) continue;
      row.decision = { kind: "waiting" };
      held = true;
    }
  }
}

function outcomeOf(decision: Decision, accountId: string | null): SaveOutcome {
  switch (decision.kind) {
    case "refused":
      return { outcome: "refused", faults: decision.faults };
    case "waiting":
      return { outcome: "waiting" };
    case "unchanged":
      return { outcome: "unchanged", accountId: decision.accountId };
    case "history":
      return { outcome: "unchanged", accountId: decision.existing.id };
    case "update":
      return { outcome: "updated", accountId: decision.existing.id };
    case "insert":
      return { outcome: "inserted", accountId };
  }
}
