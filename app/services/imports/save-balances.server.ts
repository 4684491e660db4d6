import type { Tx } from "#app/db/database.server.ts";
import {
  findKnownAccounts,
  type HistoryValues,
  type KnownAccount,
  keepHistory,
  lockPortfolioSaves,
  type SnapshotValues,
  updateSnapshots,
} from "#app/db/stores/account-writes.server.ts";
import {
  raiseSnapshotBreaks,
  type SnapshotBreakRow,
} from "#app/db/stores/snapshot-breaks.server.ts";
import { calendarDate } from "#app/domain/primitives/date.ts";
import type { Portfolio } from "../portfolios/load-portfolio.server.ts";
import type { Runtime } from "../ports.ts";
import type { AccountInput, RowFault } from "./account-input.ts";
import { snapshotValues } from "./account-values.server.ts";
import { type Decision, decideSnapshot } from "./decide-save.server.ts";
import type { SaveOutcome } from "./save-accounts.server.ts";

/** What an account owes now. Null: not said; what is on file stays. */
export interface BalanceInput
  extends Pick<AccountInput, "ref" | "asOf" | "components" | "delinquentSince" | "appliedThrough"> {
  readonly minimumDueMinor: bigint | null;
}

/** Takes over balances of known accounts, by the rule of domain.md §10; one transaction. */
export async function saveBalances(
  runtime: Runtime,
  portfolio: Portfolio,
  inputs: readonly BalanceInput[],
  how: { readonly dryRun?: boolean } = {},
): Promise<readonly SaveOutcome[]> {
  const dryRun = how.dryRun === true;
  const work = async (tx: Tx): Promise<SaveOutcome[]> => {
    if (!dryRun) await lockPortfolioSaves(tx, portfolio.id);
    const refs = inputs.map((input) => input.ref);
    const found = await findKnownAccounts(tx, portfolio.id, refs, !dryRun);
    const known = new Map(found.map((account) => [account.ref, account]));
    const decided = inputs.map((input) => decide(input, known.get(input.ref) ?? null));
    if (!dryRun) await write(runtime, tx, portfolio, decided);
    return decided.map(outcomeOf);
  };
  return runtime.db.transaction(work, { statementTimeoutMs: 0 });
}

type Decided =
  | { readonly input: BalanceInput; readonly fault: RowFault }
  | {
      readonly input: BalanceInput;
      readonly existing: KnownAccount;
      readonly decision: Decision;
      readonly same: boolean;
    };

function decide(input: BalanceInput, existing: KnownAccount | null): Decided {
  if (existing === null) {
    return { input, fault: { column: "account_ref", reason: "unknown-account" } };
  }
  const decision = decideSnapshot(input, existing);
  if (decision.kind === "refused") return { input, fault: decision.faults[0] as RowFault };
  return { input, existing, decision, same: saysNothingNew(input, existing, decision) };
}

function saysNothingNew(input: BalanceInput, existing: KnownAccount, decision: Decision): boolean {
  if (decision.kind !== "update") return false;
  const { asOf, appliedThrough, amounts } = decision.snapshot;
  const { minimumDueMinor: due, delinquentSince: since } = input;
  return (
    asOf === existing.asOf &&
    appliedThrough === existing.appliedThrough &&
    Object.entries(amounts).every(([name, minor]) => existing[name as "fees"] === minor) &&
    (due === null || due === existing.minimumDue) &&
    (since === null || since === existing.delinquentSince)
  );
}

function outcomeOf(decided: Decided): SaveOutcome {
  if ("fault" in decided) return { outcome: "refused", faults: [decided.fault] };
  const updates = decided.decision.kind === "update" && !decided.same;
  return { outcome: updates ? "updated" : "unchanged", accountId: decided.existing.id };
}

async function write(
  runtime: Runtime,
  tx: Tx,
  portfolio: Portfolio,
  all: readonly Decided[],
): Promise<void> {
  const updates: (SnapshotValues & { readonly id: string })[] = [];
  const older: HistoryValues[] = [];
  const breaks: SnapshotBreakRow[] = [];
  for (const one of all) {
    if ("fault" in one || !("breaks" in one.decision)) continue;
    const { input, existing, decision } = one;
    const { id } = existing;
    for (const kind of decision.breaks) breaks.push(breakRow(runtime, input, id, kind));
    if (decision.kind === "update" && !one.same) {
      updates.push({ id, ...snapshotValues(statedOf(input, existing), decision.snapshot) });
    }
    if (decision.kind === "history") older.push(historyRow(runtime, portfolio, input, existing));
  }
  await updateSnapshots(tx, updates);
  await keepHistory(tx, older);
  await raiseSnapshotBreaks(tx, portfolio.id, breaks);
}

function statedOf(input: BalanceInput, existing: KnownAccount) {
  const since = input.delinquentSince ?? existing.delinquentSince;
  return {
    minimumDueMinor: input.minimumDueMinor ?? existing.minimumDue,
    delinquentSince: since === null ? null : calendarDate(since),
  };
}

function historyRow(
  runtime: Runtime,
  portfolio: Portfolio,
  input: BalanceInput,
  existing: KnownAccount,
): HistoryValues {
  const { asOf, components: amounts } = input;
  const snapshot = { asOf, appliedThrough: input.appliedThrough ?? 0n, amounts };
  return {
    id: runtime.ids.next(),
    account_id: existing.id,
    portfolio_id: portfolio.id,
    terms: "null",
    ...snapshotValues(statedOf(input, existing), snapshot),
  };
}

function breakRow(
  runtime: Runtime,
  input: BalanceInput,
  accountId: string,
  kind: string,
): SnapshotBreakRow {
  const { asOf, appliedThrough, components } = input;
  const amounts = Object.values(components).join(",");
  return {
    id: runtime.ids.next(),
    accountId,
    kind: `snapshot:${kind}`,
    reference: `${accountId}:${asOf}:${appliedThrough ?? "none"}:${amounts}`,
    detail: { accountRef: input.ref, asOf, appliedThrough: appliedThrough?.toString() ?? null },
  };
}
