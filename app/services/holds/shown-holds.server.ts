import { listLiableDebtors } from "#app/db/stores/debtors.server.ts";
import { findHardship } from "#app/db/stores/hardship-cases.server.ts";
import type { HoldRow } from "#app/db/stores/holds.server.ts";
import type { Hold, HoldKind } from "#app/domain/holds/hold.ts";
import { holdsOn } from "#app/domain/holds/in-force.ts";
import { holdOf, type LoadedAccount } from "../accounts/account-state.server.ts";
import { isUuid } from "../accounts/is-uuid.server.ts";
import { actorName } from "../act.server.ts";
import type { DebtorActor } from "../actor.ts";
import type { Runtime } from "../ports.ts";

/** These say how somebody is, not what is with the account. */
const personal: ReadonlySet<string> = new Set<HoldKind>(["breathing-space", "vulnerability"]);

/**
 * The holds in force today as one of an account's debtors may see them: what each stops is shared,
 * and why only where it is not another debtor's hardship (domain.md §5). Such a hold is shown as
 * one of kind `manual`. A helper sees what a hold stops, and why only of the plan's own.
 */
export async function shownHolds(
  runtime: Runtime,
  actor: DebtorActor,
  { row, holds, today }: Pick<LoadedAccount, "row" | "holds" | "today">,
): Promise<readonly Hold[]> {
  const inForce = holds.filter((hold) => holdsOn([holdOf(hold)], today).length > 0);
  if (actor.helper !== undefined) {
    return inForce.map((hold) => {
      const shown = hold.kind === "agreed-plan" ? hold.kind : ("manual" as const);
      return { ...holdOf(hold), kind: shown };
    });
  }
  if (!inForce.some(({ kind }) => personal.has(kind))) return inForce.map(holdOf);
  const debtors = await listLiableDebtors(runtime.db, row.id);
  return Promise.all(
    inForce.map(async (hold) => {
      const seen =
        debtors.length < 2 || !personal.has(hold.kind) || (await isOwn(runtime, actor, hold));
      return seen ? holdOf(hold) : { ...holdOf(hold), kind: "manual" as const };
    }),
  );
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
