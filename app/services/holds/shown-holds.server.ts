import { listDebtorAccounts } from "#app/db/stores/accounts.server.ts";
import { listLiableDebtors } from "#app/db/stores/debtors.server.ts";
import { findHardship } from "#app/db/stores/hardship-cases.server.ts";
import type { HoldRow } from "#app/db/stores/holds.server.ts";
import type { Hold, HoldKind } from "#app/domain/holds/hold.ts";
import { holdsOn } from "#app/domain/holds/in-force.ts";
import { holdOf, type LoadedAccount, loadAccount } from "../accounts/account-state.server.ts";
import { isUuid } from "../accounts/is-uuid.server.ts";
import { actorName } from "../act.server.ts";
import type { DebtorActor } from "../actor.ts";
import type { Runtime } from "../ports.ts";

/** These say how somebody is, not what is with the account. */
const personal: ReadonlySet<string> = new Set<HoldKind>(["breathing-space", "vulnerability"]);

export type Holding = Pick<LoadedAccount, "row" | "holds" | "today">;

/**
 * The holds in force today as one of an account's debtors may see them: what each stops is shared,
 * and why only where it is not another debtor's hardship (domain.md §5). Such a hold is shown as
 * one of kind `manual` that has no end, for its days would say what it is. A helper sees what a
 * hold stops, and why only of the plan's own.
 */
export async function shownHolds(
  runtime: Runtime,
  actor: DebtorActor,
  loaded: Holding,
): Promise<readonly Hold[]> {
  const holds = loaded.holds.filter((hold) => holdsOn([holdOf(hold)], loaded.today).length > 0);
  return (await everyShownHold(runtime, actor, { ...loaded, holds })).map(({ shown }) => shown);
}

/** A hold with what a visitor may see of it. */
export interface ShownHold {
  readonly id: string;
  readonly shown: Hold;
  /** They may know why it stands, and until when. */
  readonly isNamed: boolean;
  readonly isOver: boolean;
}

/** Every hold that an account ever had, in the same way. */
export async function everyShownHold(
  runtime: Runtime,
  actor: DebtorActor,
  loaded: Holding,
): Promise<readonly ShownHold[]> {
  const named = await namedTo(runtime, actor, loaded);
  return loaded.holds.map((row) => {
    const isNamed = named.has(row);
    const hold = holdOf(row);
    const shown = isNamed ? hold : { ...hold, kind: "manual" as const, to: null };
    const isOver = hold.to !== null && hold.to <= loaded.today;
    return { id: row.id, isNamed, isOver, shown };
  });
}

/** The same for the lines of a balance: a rule `hold:<kind>` names why interest rested. */
export async function shownRules<Line extends { readonly rule: string }>(
  runtime: Runtime,
  actor: DebtorActor,
  loaded: Holding,
  lines: readonly Line[],
): Promise<readonly Line[]> {
  const { rule } = await shownStops(runtime, actor, loaded);
  return lines.map((line) => ({ ...line, rule: rule(line.rule) }));
}

/** What a visitor may know of the holds that stopped something of an account. */
export interface ShownStops {
  /** A rule as it may be read: `hold:manual` for a hold that is not named to them. */
  readonly rule: (rule: string) => string;
  /** When what a hold stops goes on tells until when one stands that is not named to them. */
  readonly hidesEnd: boolean;
}

export async function shownStops(
  runtime: Runtime,
  actor: DebtorActor,
  loaded: Holding,
): Promise<ShownStops> {
  const named = await namedTo(runtime, actor, loaded);
  const unnamed = loaded.holds.filter((hold) => !named.has(hold));
  const hidden = new Set(unnamed.map(({ kind }) => `hold:${kind}`));
  return {
    rule: (rule) => (hidden.has(rule) ? "hold:manual" : rule),
    hidesEnd: unnamed.some(({ toOn }) => toOn === null || toOn > loaded.today),
  };
}

/** Of an account that the visitor does not owe, or no longer, no hold is named. */
export const unknownStops: ShownStops = {
  rule: (rule) => (rule.startsWith("hold:") ? "hold:manual" : rule),
  hidesEnd: true,
};

/** The same for whatever account something is about, of all that the visitor's debtor has. */
export async function stopsByAccount(
  runtime: Runtime,
  actor: DebtorActor,
): Promise<(accountId: string | null) => ShownStops> {
  const accounts = await listDebtorAccounts(runtime.db, actor.debtorId);
  const stops = accounts.map(async (row) => {
    const loaded = await loadAccount(runtime, runtime.db, row);
    return [row.id, await shownStops(runtime, actor, loaded)] as const;
  });
  const known = new Map(await Promise.all(stops));
  return (accountId) => known.get(accountId ?? "") ?? unknownStops;
}

/** Those of an account's holds of which this visitor may know why they stand, and until when. */
export async function namedTo(
  runtime: Runtime,
  actor: DebtorActor,
  { row, holds }: Pick<Holding, "row" | "holds">,
): Promise<ReadonlySet<HoldRow>> {
  if (actor.helper !== undefined) {
    return new Set(holds.filter(({ kind }) => kind === "agreed-plan"));
  }
  if (!holds.some(({ kind }) => personal.has(kind))) return new Set(holds);
  const debtors = await listLiableDebtors(runtime.db, row.id);
  const named = await Promise.all(
    holds.map(async (hold) => {
      if (debtors.length < 2 || !personal.has(hold.kind)) return true;
      return isOwn(runtime, actor, hold);
    }),
  );
  return new Set(holds.filter((_, index) => named[index]));
}

/** Taken by this debtor, or given in their own case. */
async function isOwn(
  { db }: Runtime,
  actor: DebtorActor,
  { setBy, reason }: HoldRow,
): Promise<boolean> {
  const caseId = /^hardship:(.+)$/.exec(reason)?.[1] ?? "";
  if (!isUuid(caseId)) return setBy === actorName(actor);
  return (await findHardship(db, caseId))?.debtorId === actor.debtorId;
}
