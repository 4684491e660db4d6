import type { Queryable } from "#app/db/database.server.ts";
import { hasAnsweredSurvey } from "#app/db/stores/survey.server.ts";
import type { LoadedAccount } from "../accounts/account-state.server.ts";

/** Where the question "how was this?" stands: asked once, when there is nothing more to pay. */
export type SurveyState = "not-yet" | "open" | "answered";

export async function surveyState(
  db: Queryable,
  { row, balance }: LoadedAccount,
  debtorId: string,
): Promise<SurveyState> {
  const over = row.status !== "open" || balance.totalMinor <= 0n;
  if (!over) return "not-yet";
  return (await hasAnsweredSurvey(db, row.id, debtorId)) ? "answered" : "open";
}
