import { listDebtorAccounts } from "#app/db/stores/accounts.server.ts";
import { err, ok, type Result } from "#app/domain/primitives/result.ts";
import { factMatches, normaliseFact } from "#app/domain/verification/answer.ts";
import type { FactKind } from "#app/domain/verification/fact.ts";
import type { Runtime } from "../ports.ts";
import { type Judgement, judgeAnswer } from "./judge-answer.server.ts";
import { factsOnFile } from "./proof-for.server.ts";
import { provenBy } from "./prove-visit.server.ts";
import type { Visit } from "./read-visit.server.ts";

export type FactRefusal =
  | { readonly reason: "unreadable" | "not-asked" }
  | Exclude<Judgement, { kind: "right" }>;

/**
 * Compares a fact with what is on file. An unreadable answer is a mistake in a form and counts
 * towards no lock. Right: answers the visit's new token, for the token changes at each step.
 */
export async function answerFact(
  runtime: Runtime,
  visit: Visit,
  answer: { readonly kind: FactKind; readonly text: string; readonly address: string },
): Promise<Result<{ readonly sessionToken: string }, FactRefusal>> {
  const { kind, text, address } = answer;
  const asked = visit.proof?.offered.includes(kind) && !visit.session.proofs.includes(kind);
  if (!asked) return err({ reason: "not-asked" });
  if (normaliseFact(kind, text) === null) return err({ reason: "unreadable" });
  return runtime.db.transaction(async (tx) => {
    const judgement = await judgeAnswer(runtime, tx, visit, {
      factor: `fact:${kind}`,
      address,
      matches: async () => {
        const accounts = await listDebtorAccounts(tx, visit.debtor.id);
        const held = factsOnFile(runtime, visit.debtor, accounts).get(kind) ?? [];
        return held.map((value) => factMatches(kind, text, value)).includes(true);
      },
    });
    if (judgement.kind !== "right") return err(judgement);
    return ok({ sessionToken: await provenBy(runtime, tx, visit, { fact: kind }) });
  });
}
