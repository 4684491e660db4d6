import type { Queryable } from "#app/db/database.server.ts";
import { listAgreedAsks } from "#app/db/stores/proposals.server.ts";
import type { ProposalAsk } from "#app/domain/plans/offer.ts";
import type { LoadedAccount } from "../accounts/account-state.server.ts";
import { type AskDocument, askDocument, isSameAsk } from "./ask-document.server.ts";

/**
 * Whether a person has agreed to this ask since the plan in force was signed, as a proposal or for
 * hardship: then it may be signed though the debtor's own changes are used up.
 */
export async function isAgreedAsk(
  db: Queryable,
  { row, portfolio }: LoadedAccount,
  ask: ProposalAsk,
): Promise<boolean> {
  const wanted = askDocument(ask, portfolio.currency);
  const agreed = await listAgreedAsks(db, row.id);
  return agreed.some((one) => isSameAsk(one as AskDocument, wanted));
}
