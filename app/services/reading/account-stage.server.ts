import type { AccountStanding } from "#app/db/stores/account-list.server.ts";
import type { Stage } from "./staff-accounts-page.ts";

/** How far an account has come, in one word; what binds comes before what is only known. */
export function stageOf(
  status: "open" | "recalled" | "closed",
  stands: AccountStanding | undefined,
): Stage {
  if (status !== "open") return status;
  if (stands === undefined) return "new";
  if (stands.hold !== null) return "held";
  if (stands.planState !== null) return stands.planState;
  if (stands.proposalWaits) return "proposed";
  if (stands.verified) return "verified";
  if (stands.linkOpenedAt !== null) return "opened";
  return stands.linkMadeAt === null ? "new" : "sent";
}
