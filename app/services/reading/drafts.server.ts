import { findDraft, listDrafts } from "#app/db/stores/drafts.server.ts";
import { draftBinding, draftsSince, type TypedValues } from "../drafts/draft.server.ts";
import type { Runtime } from "../ports.ts";

export interface KeptDraft {
  readonly values: TypedValues;
  readonly savedAt: number;
}

/** What a debtor typed into the form of a page and did not send; null: nothing, or too long ago. */
export async function keptDraft(
  { clock, db, sealer }: Runtime,
  debtorId: string,
  form: string,
): Promise<KeptDraft | null> {
  const row = await findDraft(db, debtorId, form, draftsSince(clock.now()));
  if (row === null) return null;
  const { values } = sealer.open<{ values: TypedValues }>(draftBinding(row), row.sealed);
  return { values, savedAt: row.savedAt.getTime() };
}

/** The page of the newest form that a debtor began and did not send; null: there is none. */
export async function unsentForm({ clock, db }: Runtime, debtorId: string) {
  const [newest] = await listDrafts(db, debtorId, draftsSince(clock.now()));
  return newest === undefined ? null : { href: newest.form, savedAt: newest.savedAt.getTime() };
}
