import { lockAccount, owesAccount } from "#app/db/stores/accounts.server.ts";
import { insertSurveyAnswer } from "#app/db/stores/survey.server.ts";
import { assert } from "#app/domain/primitives/assert.ts";
import { err, ok, type Result } from "#app/domain/primitives/result.ts";
import { loadAccount } from "../accounts/account-state.server.ts";
import { recordEvent } from "../feedback/record-event.server.ts";
import type { Visit } from "../identity/read-visit.server.ts";
import type { Runtime } from "../ports.ts";
import { surveyState } from "./survey-open.server.ts";

export interface SurveyInput {
  /** 1 to 5, 5 the best. */
  readonly score: number;
  /** Empty: nothing was written. */
  readonly text: string;
}

/**
 * Keeps what a debtor thought of it, once an account; the collector is told the score, never the
 * words. A second answer meets the first.
 */
export async function answerSurvey(
  runtime: Runtime,
  { actor, debtor }: Visit,
  accountId: string,
  { score, text }: SurveyInput,
): Promise<Result<void, "not-found" | "not-yet">> {
  assert(Number.isInteger(score) && score >= 1 && score <= 5, "a score from 1 to 5");
  return runtime.db.transaction(async (tx) => {
    const row = await lockAccount(tx, accountId);
    const mayAct = actor.level >= 1 && (await owesAccount(tx, actor.debtorId, accountId));
    if (row === null || !mayAct) return err("not-found");
    const state = await surveyState(tx, await loadAccount(runtime, tx, row), debtor.id);
    if (state === "not-yet") return err("not-yet");
    const id = runtime.ids.next();
    const { portfolioId } = row;
    const at = new Date(runtime.clock.now());
    const binding = { portfolioId, table: "survey_answer", id };
    const sealed = text === "" ? null : runtime.sealer.seal(binding, { text });
    const answer = { id, portfolioId, accountId, debtorId: debtor.id, score, sealed, at };
    if (!(await insertSurveyAnswer(tx, answer))) return ok(undefined);
    await recordEvent(runtime, tx, {
      accountId,
      type: "survey.answered",
      data: { debtorRef: debtor.ref, score, text: text !== "", answeredAt: at.toISOString() },
    });
    return ok(undefined);
  });
}
