import { deleteDraft } from "#app/db/stores/drafts.server.ts";
import type { Runtime } from "../ports.ts";

/** Forgets what was typed into a form: it was sent, or the debtor wants to begin anew. */
export async function forgetDraft(runtime: Runtime, debtorId: string, form: string) {
  await deleteDraft(runtime.db, debtorId, form);
}
