import type { PaymentBench } from "../payments.ts";
import { plainDraft } from "./draft.ts";
import { expectations } from "./expectations.ts";
import { givens } from "./givens.ts";
import { brokenInvariants } from "./invariants.ts";
import { beginLife, type Life } from "./life.ts";
import { findPhrase } from "./phrase.ts";
import { type LifeText, readLife, type Sentence, type Step } from "./read-life.ts";
import { caseSteps } from "./steps-cases.ts";
import { collectorSteps } from "./steps-collector.ts";
import { moneySteps } from "./steps-money.ts";
import { planSteps } from "./steps-plan.ts";
import { secondExpectations, togetherSteps } from "./steps-together.ts";
import { travel } from "./travel.ts";

/** Every sentence that a life may use. */
export const vocabulary = {
  givens,
  steps: { ...planSteps, ...moneySteps, ...caseSteps, ...collectorSteps, ...togetherSteps },
  expectations: { ...expectations, ...secondExpectations },
};

/** Plays a life from its first day to its last, and answers all that is not as it says. */
export async function playLife(bench: PaymentBench, text: string): Promise<readonly string[]> {
  const script: LifeText = readLife(text, vocabulary);
  const draft = plainDraft();
  for (const given of script.givens) {
    const found = findPhrase(givens, given.text);
    found?.run(draft, found.words);
  }
  const life = await beginLife(bench, draft, script.steps[0]?.on ?? "");
  const wrong: string[] = [];
  for (const step of script.steps) wrong.push(...(await playStep(life, step)));
  await layToRest(life);
  return wrong;
}

async function playStep(life: Life, step: Step): Promise<string[]> {
  await travel(life, step.on, step.at);
  const found = findPhrase(vocabulary.steps, step.text);
  const outcome = (await found?.run(life, found.words).catch(because(step))) ?? null;
  const wrong: string[] = [];
  if (outcome !== step.refusedAs) {
    const was = outcome === null ? "was not refused" : `was refused as ${outcome}`;
    wrong.push(`line ${step.line}: ${step.on}: "${step.text}" ${was}`);
  }
  for (const sentence of step.then) wrong.push(...(await expected(life, step, sentence)));
  const broken = await brokenInvariants(life);
  if (life.second) broken.push(...(await brokenInvariants(life.second)));
  return [...wrong, ...broken.map((what) => `line ${step.line}: ${step.on}: ${what}`)];
}

async function expected(life: Life, step: Step, { line, text }: Sentence): Promise<string[]> {
  const found = findPhrase(vocabulary.expectations, text);
  const [wanted, is] = (await found?.run(life, found.words)) ?? ["", "unknown"];
  return wanted === is ? [] : [`line ${line}: ${step.on}: ${text}, but it is ${is}`];
}

const because =
  ({ line, text }: Sentence) =>
  (error: unknown) => {
    throw new Error(`line ${line}: "${text}" failed`, { cause: error });
  };

/** The next life begins earlier than this one ended, and its worker has nothing to do here. */
async function layToRest({ bench, accountId, second }: Life): Promise<void> {
  const { db } = bench.runtime;
  await db.query("update plan set watch_on = '9999-01-01' where account_id = $1", [accountId]);
  await db.query("update autopay set state = 'off' where account_id = $1", [accountId]);
  if (second) await layToRest(second);
}
