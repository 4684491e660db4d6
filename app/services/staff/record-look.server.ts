import { appendAudit } from "#app/db/stores/audit.server.ts";
import { actorName } from "../act.server.ts";
import type { StaffActor } from "../actor.ts";
import type { Runtime } from "../ports.ts";

/**
 * Notes that staff looked at personal data: at one account, or at a list. What was typed into the
 * search is not kept, for it is personal itself.
 */
export async function recordLook(
  runtime: Runtime,
  actor: StaffActor,
  look: {
    readonly action:
      | "account.viewed"
      | "accounts.listed"
      | "accounts.searched"
      | "case.viewed"
      | "cases.listed"
      | "plans.listed"
      | "payments.listed";
    readonly portfolioId: string | null;
    readonly subject: string;
    readonly detail: Readonly<Record<string, unknown>>;
  },
): Promise<void> {
  const at = new Date(runtime.clock.now());
  await appendAudit(runtime.db, { ...look, actor: actorName(actor), at });
}
