import { saveDraft, trimDrafts } from "#app/db/stores/drafts.server.ts";
import type { Runtime } from "../ports.ts";
import { draftBinding, type TypedValues } from "./draft.server.ts";

/** More forms than there are on the way of one person. */
const mostDrafts = 20;

/** Keeps what a debtor typed into a form, named by `draftForm`, until it is sent. */
export async function keepDraft(
  runtime: Runtime,
  { id: debtorId, portfolioId }: { readonly id: string; readonly portfolioId: string },
  form: string,
  values: TypedValues,
): Promise<void> {
  const { clock, db, ids, sealer } = runtime;
  const id = ids.next();
  await saveDraft(db, {
    id,
    portfolioId,
    debtorId,
    form,
    sealed: sealer.seal(draftBinding({ id, portfolioId }), { values }),
    savedAt: new Date(clock.now()),
  });
  await trimDrafts(db, debtorId, mostDrafts);
}
