import { listDrafts, listDraftsOf } from "#app/db/stores/drafts.server.ts";
import { draftBinding, draftsSince, type TypedValues } from "../drafts/draft.server.ts";
import { forgetDraft } from "../drafts/forget-draft.server.ts";
import type { Visit } from "../identity/read-visit.server.ts";
import type { Runtime } from "../ports.ts";
import { draftDoor } from "./draft-door.server.ts";

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

/**
 * The page of the newest form that a debtor began and can still send; null: there is none. What
 * was typed into a form that no page will have again is forgotten.
 */
export async function unsentForm(runtime: Runtime, whose: Pick<Visit, "actor" | "debtor">) {
  const { clock, db } = runtime;
  for (const { form, savedAt } of await listDrafts(db, whose.debtor.id, draftsSince(clock.now()))) {
    const door = await draftDoor(runtime, whose, form);
    if (door === "open") return { href: form, savedAt: savedAt.getTime() };
    if (door === "gone") await forgetDraft(runtime, whose.debtor, form);
  }
  return null;
}
