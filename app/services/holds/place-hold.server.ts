import type { Tx } from "#app/db/database.server.ts";
import type { AccountRow } from "#app/db/stores/accounts.server.ts";
import { type HoldRow, insertHold } from "#app/db/stores/holds.server.ts";
import { findOpenPlan } from "#app/db/stores/plans.server.ts";
import { defaultHoldEffects } from "#app/domain/holds/default-effects.ts";
import type { HoldEffect, HoldKind } from "#app/domain/holds/hold.ts";
import { assert } from "#app/domain/primitives/assert.ts";
import { addDays, type CalendarDate } from "#app/domain/primitives/date.ts";
import { err, ok, type Result } from "#app/domain/primitives/result.ts";
import { type LoadedAccount, loadAccount } from "../accounts/account-state.server.ts";
import { actorName } from "../act.server.ts";
import type { Actor } from "../actor.ts";
import { progressPlan } from "../plans/progress-plan.server.ts";
import { restoreBrokenPlan } from "../plans/restore-broken-plan.server.ts";
import type { Runtime } from "../ports.ts";
import { giveBackHeld } from "./give-back-held.server.ts";
import { tellOfHold } from "./tell-of-hold.server.ts";

export interface NewHold {
  readonly accountId: string;
  readonly kind: HoldKind;
  /** Absent: today. May lie in the past: interest charged since is given back. */
  readonly from?: CalendarDate;
  /** Exclusive; null or absent: until it is ended. */
  readonly to?: CalendarDate | null;
  /** Absent: what the policy says of this kind. */
  readonly effects?: readonly HoldEffect[];
  readonly reason: string;
  /** Names it, so that asking twice sets it once. */
  readonly id?: string;
}

export interface SetHold {
  readonly hold: HoldRow;
  /** What a snapshot or a plan had charged for the held days and was given back, minor units. */
  readonly creditedMinor: bigint;
}

export type PlaceFault = "to-before-from" | "from-too-early";

/** Two years: a mistyped year would give back decades of interest. */
const longestBackDays = 732;

/**
 * Puts a hold on an account whose lock the caller holds, and tells the system of record. Who may
 * do so is the caller's to know: staff by permission, a debtor where the policy gives it. Where it
 * reaches back, the account becomes what it would be had the hold been known: what was charged for
 * those days is given back, and a plan that was broken in them comes back.
 */
export async function placeHold(
  runtime: Runtime,
  tx: Tx,
  actor: Actor,
  before: LoadedAccount,
  wanted: Omit<NewHold, "accountId">,
): Promise<Result<SetHold, PlaceFault>> {
  const hold = holdRow(runtime, actor, before, wanted);
  if (hold.toOn !== null && hold.toOn < hold.fromOn) return err("to-before-from");
  if (hold.fromOn < addDays(before.today, -longestBackDays)) return err("from-too-early");
  await insertHold(tx, hold);
  await tellOfHold(runtime, tx, actor, hold);
  const creditedMinor = await giveBackHeld(runtime, tx, before, hold);
  if (hold.fromOn < before.today) {
    await restoreBrokenPlan(runtime, tx, before.row);
    await completeEmptied(runtime, tx, before.row);
  }
  return ok({ hold, creditedMinor });
}

function holdRow(
  runtime: Runtime,
  actor: Actor,
  { row, portfolio, today }: LoadedAccount,
  wanted: Omit<NewHold, "accountId">,
): HoldRow {
  const standard = portfolio.policy.holdEffects ?? defaultHoldEffects;
  assert(wanted.reason !== "", "a hold has a reason");
  return {
    id: wanted.id ?? runtime.ids.next(),
    accountId: row.id,
    portfolioId: row.portfolioId,
    kind: wanted.kind,
    effects: [...new Set(wanted.effects ?? standard[wanted.kind])],
    fromOn: wanted.from ?? today,
    toOn: wanted.to ?? null,
    reason: wanted.reason,
    setBy: actorName(actor),
    createdAt: new Date(runtime.clock.now()),
    endedAt: null,
  };
}

/** A plan on an account that owes nothing any more, now that interest was given back, is done. */
async function completeEmptied(runtime: Runtime, tx: Tx, row: AccountRow): Promise<void> {
  const plan = row.status === "open" ? await findOpenPlan(tx, row.id) : null;
  if (plan === null) return;
  const { balance } = await loadAccount(runtime, tx, row);
  if (balance.totalMinor === 0n) await progressPlan(runtime, tx, row.id, plan.id);
}
