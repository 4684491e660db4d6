import { worksIn } from "../act.server.ts";
import type { StaffActor } from "../actor.ts";
import { roleMay } from "../staff/permissions.server.ts";

/**
 * Whether a difference is shown to somebody: those of their portfolios; and those of the
 * provider's account, which belong to no portfolio, to who may see all of it.
 */
export function maySeeBreak(actor: StaffActor, portfolioId: string | null): boolean {
  return portfolioId === null ? seesShared(actor) : worksIn(actor, portfolioId);
}

/** Whether somebody sees what belongs to no portfolio. */
export function seesShared({ role }: StaffActor): boolean {
  return roleMay(role, "breaks:shared");
}
