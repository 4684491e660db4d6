import { findSession } from "#app/db/stores/sessions.server.ts";
import type { Runtime } from "../ports.ts";
import type { TypedValues } from "./draft.server.ts";
import { keepDraft } from "./keep-draft.server.ts";

/**
 * Keeps a form that was sent after its visit had ended, for the debtor to find when they have
 * proven again who they are. Nothing is kept for a visit that never got inside, or was signed out.
 * `shownAt`: as `keepDraft` has it.
 */
export async function keepLateForm(
  runtime: Runtime,
  sessionToken: string,
  form: string,
  values: TypedValues,
  shownAt: number | null = null,
): Promise<void> {
  const session = await findSession(runtime.db, runtime.sealer.hashToken(sessionToken));
  if (session?.kind !== "debtor" || session.verifiedAt === null) return;
  const { debtorId, portfolioId } = session;
  if (debtorId === null || portfolioId === null) return;
  await keepDraft(runtime, { id: debtorId, portfolioId }, form, values, shownAt);
}
