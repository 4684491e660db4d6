import { standstillOn, standstillsOf } from "#app/domain/plans/standstill.ts";
import type { CalendarDate } from "#app/domain/primitives/date.ts";
import { holdOf, type LoadedAccount } from "../accounts/account-state.server.ts";
import type { DebtorActor } from "../actor.ts";
import type { Runtime } from "../ports.ts";
import { shownHolds } from "./shown-holds.server.ts";

/**
 * The standstill of today: nothing is overdue while it lasts (decision 26). Null: no hold stops
 * collection. Its end, the first day on which the clock runs again, is told only where it is known
 * and this visitor may know what it rests on; when it began is not told.
 */
export async function shownStill(
  runtime: Runtime,
  actor: DebtorActor,
  loaded: Pick<LoadedAccount, "row" | "holds" | "today">,
): Promise<{ readonly to: CalendarDate | null } | null> {
  const still = standstillOn(standstillsOf(loaded.holds.map(holdOf)), loaded.today);
  if (still === null || still.to === null) return still && { to: null };
  const shown = standstillsOf(await shownHolds(runtime, actor, loaded));
  return standstillOn(shown, loaded.today)?.to === still.to ? { to: still.to } : { to: null };
}
