import { lockAccount } from "#app/db/stores/accounts.server.ts";
import { findHold } from "#app/db/stores/holds.server.ts";
import { err, ok, type Result } from "#app/domain/primitives/result.ts";
import { loadAccount } from "../accounts/account-state.server.ts";
import { worksIn } from "../act.server.ts";
import type { Actor } from "../actor.ts";
import type { Runtime } from "../ports.ts";
import { insist } from "../staff/permissions.server.ts";
import { type NewHold, type PlaceFault, placeHold, type SetHold } from "./place-hold.server.ts";

/** `set-by-signing`: the hold of a plan comes and goes with the plan alone. */
export type HoldFault = PlaceFault | "not-found" | "set-by-signing";

/** Sets a hold on an account (domain.md §6), by staff, a key or the product. */
export async function setHold(
  runtime: Runtime,
  actor: Actor,
  wanted: NewHold,
): Promise<Result<SetHold, HoldFault>> {
  insist(actor, "holds:write");
  if (wanted.kind === "agreed-plan") return err("set-by-signing");
  return runtime.db.transaction(async (tx): Promise<Result<SetHold, HoldFault>> => {
    const row = await lockAccount(tx, wanted.accountId);
    if (row === null || !worksIn(actor, row.portfolioId)) return err("not-found");
    const known = wanted.id === undefined ? null : await findHold(tx, wanted.id);
    if (known !== null) return ok({ hold: known, creditedMinor: 0n });
    return placeHold(runtime, tx, actor, await loadAccount(runtime, tx, row), wanted);
  });
}
