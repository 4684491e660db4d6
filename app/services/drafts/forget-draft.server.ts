import { markForgotten, trimDrafts } from "#app/db/stores/drafts.server.ts";
import type { Runtime } from "../ports.ts";
import { mostDrafts } from "./draft.server.ts";

/**
 * Forgets what was typed into a form: it was sent, or the debtor wants to begin anew. What the
 * script of a page shown before says of it afterwards does not bring it back (`keepDraft`).
 */
export async function forgetDraft(
  { clock, db, ids }: Runtime,
  { id: debtorId, portfolioId }: { readonly id: string; readonly portfolioId: string },
  form: string,
): Promise<void> {
  const savedAt = new Date(clock.now());
  await markForgotten(db, { id: ids.next(), portfolioId, debtorId, form, savedAt });
  await trimDrafts(db, debtorId, mostDrafts);
}
