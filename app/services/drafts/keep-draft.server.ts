import { deleteDraft, saveDraft, trimDrafts } from "#app/db/stores/drafts.server.ts";
import type { Runtime } from "../ports.ts";
import { draftBinding, lateMs, mostDrafts, type TypedValues } from "./draft.server.ts";

/** Says which act of a page a form is for; nobody types it. */
const actField = "act";

/**
 * Keeps what a debtor typed into a form, named by `draftForm`, until it is sent. A form in which
 * nothing stands, any more or yet, is none that waits. `shownAt`: when the page was shown whose
 * script says so, in epoch milliseconds; where the form was sent since, it comes too late, for the
 * page says it as it goes. Null: the form itself came.
 */
export async function keepDraft(
  runtime: Runtime,
  { id: debtorId, portfolioId }: { readonly id: string; readonly portfolioId: string },
  form: string,
  values: TypedValues,
  shownAt: number | null = null,
): Promise<void> {
  const { clock, db, ids, sealer } = runtime;
  if (isEmpty(values)) return deleteDraft(db, debtorId, form);
  const id = ids.next();
  const now = clock.now();
  const row = {
    id,
    portfolioId,
    debtorId,
    form,
    sealed: sealer.seal(draftBinding({ id, portfolioId }), { values }),
    savedAt: new Date(now),
  };
  const since = new Date(now - lateMs);
  await saveDraft(db, row, shownAt === null ? null : { shownAt: new Date(shownAt), since });
  await trimDrafts(db, debtorId, mostDrafts);
}

function isEmpty(values: TypedValues): boolean {
  return Object.entries(values).every(
    ([field, texts]) => field === actField || texts.every((text) => text.trim() === ""),
  );
}
