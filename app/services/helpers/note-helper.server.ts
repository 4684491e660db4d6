import type { Queryable } from "#app/db/database.server.ts";
import { appendAudit } from "#app/db/stores/audit.server.ts";
import type { Runtime } from "../ports.ts";

/** What a helper did, or what was done about one; the debtor reads all but the pages. */
export const helperActs = [
  "helper.invited",
  "helper.came-in",
  "helper.paying",
  "helper.proposed",
  "helper.ended",
] as const;
export type HelperAct = (typeof helperActs)[number] | "helper.page";

export const helperSubject = (helperId: string): string => `helper:${helperId}`;

/** Appends to the audit what concerns a helper. `by`: an actor as records name it. */
export async function noteHelper(
  runtime: Pick<Runtime, "clock">,
  db: Queryable,
  about: { readonly helperId: string; readonly portfolioId: string; readonly by: string },
  action: HelperAct,
  detail: Readonly<Record<string, unknown>>,
): Promise<void> {
  await appendAudit(db, {
    portfolioId: about.portfolioId,
    actor: about.by,
    action,
    subject: helperSubject(about.helperId),
    detail,
    at: new Date(runtime.clock.now()),
  });
}
