import { listDrafts, listDraftsOf } from "#app/db/stores/drafts.server.ts";
import { draftBinding, draftsSince, type TypedValues } from "../drafts/draft.server.ts";
import type { Runtime } from "../ports.ts";

export interface KeptDraft {
  /** The page's path, with the form's name where it has one. */
  readonly form: string;
  /** "" for the one form of a page. */
  readonly name: string;
  readonly values: TypedValues;
  readonly savedAt: number;
}

/** What a debtor typed into the forms of a page, not too long ago, and did not send. */
export async function keptDrafts(
  { clock, db, sealer }: Runtime,
  debtorId: string,
  path: string,
): Promise<readonly KeptDraft[]> {
  const rows = await listDraftsOf(db, debtorId, path, draftsSince(clock.now()));
  return rows.map((row) => {
    const { values } = sealer.open<{ values: TypedValues }>(draftBinding(row), row.sealed);
    const { form, savedAt } = row;
    return { form, name: form.slice(path.length + 1), values, savedAt: savedAt.getTime() };
  });
}

/** The page of the newest form that a debtor began and did not send; null: there is none. */
export async function unsentForm({ clock, db }: Runtime, debtorId: string) {
  const [newest] = await listDrafts(db, debtorId, draftsSince(clock.now()));
  return newest === undefined ? null : { href: newest.form, savedAt: newest.savedAt.getTime() };
}
