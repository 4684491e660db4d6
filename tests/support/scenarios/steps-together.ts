import { findAttempt } from "#app/db/stores/attempts.server.ts";
import { startSeveral } from "#app/services/payments/start-several.server.ts";
import { drain } from "../payments.ts";
import { loaded } from "../signing.ts";
import { jointPick, signBoth, type TwoAccounts } from "../together.ts";
import { type Expectation, expectations } from "./expectations.ts";
import { type Life, visitOf } from "./life.ts";
import type { Table } from "./phrase.ts";
import { type Run, refusal } from "./run.ts";
import { moneySteps } from "./steps-money.ts";
import { planSteps } from "./steps-plan.ts";

/** What a debtor does with two accounts at once, or with the second one of them. */
export const togetherSteps: Table<Run> = {
  "signs {n} {word} instalments from {date} for both accounts": async (life, words) => {
    const [terms, rhythm, first] = words;
    const { today } = await loaded(life.bench.runtime, life.accountId);
    return signed(life, [today, "instalments", terms, rhythm, first].join("."));
  },
  "signs a settlement in {n} for both accounts": async (life, [terms]) => {
    const both = await bothOf(life);
    return signed(life, await jointPick(life.bench.runtime, both, Number(terms), "settlement"));
  },
  "pays the next of both at once": async (life) => {
    const { bench } = life;
    const { visit, ids } = await bothOf(life);
    const lines = ids.map(
      (accountId) => ({ accountId, choice: "next", otherMinor: null }) as const,
    );
    const start = await startSeveral(bench.runtime, visit.actor, { lines, locale: "zh-CN" });
    if (!start.ok) return start.error.refusal.reason;
    const attempt = await findAttempt(bench.runtime.db, start.value.attemptId);
    bench.simulator.control.pay({ session: attempt?.reference ?? "" });
    await drain(bench);
    return null;
  },
  ...ofSecond("the second account", { ...planSteps, ...moneySteps }, [
    "pays {amount}",
    "moves the next date to {date}",
    "skips the next date",
    "leaves the plan",
  ]),
};

/** The same of the second account: "second balance 4,000.00". */
export const secondExpectations: Table<Expectation> = ofSecond("second", expectations, [
  "balance {amount}",
  "credit {amount}",
  "plan {word}",
  "next {amount} on {date}",
]);

type Sentence<Result> = (life: Life, words: Parameters<Run>[1]) => Promise<Result>;

function ofSecond<Result>(
  who: string,
  table: Table<Sentence<Result>>,
  phrases: readonly string[],
): Table<Sentence<Result>> {
  const sentences = phrases.map((phrase) => {
    const run = table[phrase];
    if (run === undefined) throw new Error(`nobody knows "${phrase}"`);
    const ofIt: Sentence<Result> = (life, words) => run(secondOf(life), words);
    return [`${who} ${phrase}`, ofIt] as const;
  });
  return Object.fromEntries(sentences);
}

function secondOf({ second }: Life): Life {
  if (second === null) throw new Error("there is no second account");
  return second;
}

async function bothOf(life: Life): Promise<TwoAccounts> {
  const ids = [life.accountId, secondOf(life).accountId].sort() as [string, string];
  return { visit: await visitOf(life), ids };
}

async function signed(life: Life, pick: string): Promise<string | null> {
  return refusal(await signBoth(life.bench.runtime, await bothOf(life), pick));
}
