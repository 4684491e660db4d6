import { type CaseOutcome, disputeGrounds } from "#app/domain/disputes/case.ts";
import { type HardshipReason, hardshipReasons } from "#app/domain/policy/hardship-rule.ts";
import { answerCase } from "#app/services/cases/answer-case.server.ts";
import { openCase } from "#app/services/cases/open-case.server.ts";
import { resolveCase } from "#app/services/cases/resolve-case.server.ts";
import { submitHardship } from "#app/services/hardship/submit-hardship.server.ts";
import { staffOf } from "../refunds.ts";
import { type Life, minorOf, visitOf } from "./life.ts";
import type { Table } from "./phrase.ts";
import { type Run, refusal } from "./run.ts";

/** Disputes and hardship, from both sides. */
export const caseSteps: Table<Run> = {
  "disputes the debt as {word}": async (life, [word]) => {
    const { runtime } = life.bench;
    const ground = disputeGrounds.find((one) => one === word);
    if (ground === undefined) throw new Error(`known grounds are ${disputeGrounds.join(", ")}`);
    const { actor } = await visitOf(life);
    const wanted = { kind: "dispute", ground, words: { text: "scenario" } } as const;
    const opened = await openCase(runtime, actor, life.accountId, wanted);
    if (opened.ok) life.caseId = opened.value.caseId;
    return refusal(opened);
  },
  "the dispute is upheld": (life) => resolved(life, "upheld", null),
  "the dispute is upheld, {amount} taken off": (life, [amount]) => resolved(life, "upheld", amount),
  "the dispute is not upheld": (life) => resolved(life, "not-upheld", null),
  "takes the dispute back": (life) => answered(life, "withdraw"),
  "is not content with the answer": (life) => answered(life, "reopen"),
  "tells of hardship: {word}": async (life, [word]) => {
    const { runtime } = life.bench;
    const reason = hardshipReasons.find((one) => one === word) as HardshipReason;
    const words = { reasons: [reason], since: null, text: "scenario", vulnerable: false };
    const visit = await visitOf(life);
    return refusal(
      await submitHardship(runtime, visit, life.accountId, { ...words, crisis: false }),
    );
  },
};

async function resolved(
  life: Life,
  outcome: CaseOutcome,
  amount: string | null,
): Promise<string | null> {
  const { bench, portfolio, accountId } = life;
  const { actor } = await visitOf(life);
  const staff = staffOf(bench, { portfolio, accountId, actor }, "supervisor");
  const amountMinor = amount === null ? null : minorOf(portfolio, amount);
  const answer = { outcome, text: "scenario", amountMinor };
  return refusal(await resolveCase(bench.runtime, staff, caseOf(life), answer));
}

async function answered(life: Life, action: "withdraw" | "reopen"): Promise<string | null> {
  const { actor } = await visitOf(life);
  const answer = { action, text: "scenario" } as const;
  return refusal(await answerCase(life.bench.runtime, actor, caseOf(life), answer));
}

function caseOf({ caseId }: Life): string {
  if (caseId === null) throw new Error("nothing has been disputed");
  return caseId;
}
