import { findOpenPlan } from "#app/db/stores/plans.server.ts";
import { newestProposal } from "#app/db/stores/proposals.server.ts";
import { type Frequency, frequencies } from "#app/domain/policy/policy.ts";
import { calendarDate } from "#app/domain/primitives/date.ts";
import type { Visit } from "#app/services/identity/read-visit.server.ts";
import { cancelPlan } from "#app/services/plans/cancel-plan.server.ts";
import { changeDates, type DateChange } from "#app/services/plans/change-dates.server.ts";
import { decideProposal } from "#app/services/plans/decide-proposal.server.ts";
import { planStanding } from "#app/services/plans/plan-standing.server.ts";
import { proposePlan } from "#app/services/plans/propose-plan.server.ts";
import { signPlan } from "#app/services/plans/sign-plan.server.ts";
import { proposalPage } from "#app/services/reading/propose.server.ts";
import { signPage } from "#app/services/reading/sign.server.ts";
import { staffOf } from "../refunds.ts";
import { loaded, nameOnFile, pickNamed, sign } from "../signing.ts";
import { address } from "../visitor.ts";
import { type Life, minorOf, otherVisitOf, visitOf } from "./life.ts";
import type { Table } from "./phrase.ts";
import { type Run, refusal } from "./run.ts";

/** What debtors do with plans. */
export const planSteps: Table<Run> = {
  "signs {n} {word} instalments from {date}": async (life, [terms, rhythm, first]) => {
    const { today } = await loaded(life.bench.runtime, life.accountId);
    return signed(life, [today, "instalments", terms, rhythm, first].join("."));
  },
  "signs {n} {word} instalments from {date}, as offered on {date}": (life, [n, word, first, on]) =>
    signed(life, [on, "instalments", n, word, first].join(".")),
  "signs a settlement in {n}": (life, [terms]) => signNamed(life, "settlement", terms),
  "signs a deferment in {n}": (life, [terms]) => signNamed(life, "deferment", terms),
  "signs to pay all of it": (life) => signNamed(life, "full", "1"),
  "signs {amount} {word} from {date} instead": replaced,
  "a colleague agrees to what was proposed": agreedTo,
  "moves the next date to {date}": async (life, [on]) =>
    dateChanged(life, await visitOf(life), { moveTo: calendarDate(on) }),
  "skips the next date": async (life) => dateChanged(life, await visitOf(life), "skip"),
  "the other debtor skips the next date": async (life) =>
    dateChanged(life, await otherVisitOf(life), "skip"),
  "leaves the plan": async (life) => {
    const { runtime } = life.bench;
    const plan = await findOpenPlan(runtime.db, life.accountId);
    const visit = await visitOf(life);
    return refusal(await cancelPlan(runtime, visit, life.accountId, plan?.id ?? ""));
  },
};

async function signNamed(life: Life, kind: string, terms: string): Promise<string | null> {
  const { runtime } = life.bench;
  return signed(life, await pickNamed(runtime, life.accountId, kind, Number(terms)));
}

async function signed(life: Life, pick: string): Promise<string | null> {
  return refusal(await sign(life.bench.runtime, await visitOf(life), life.accountId, pick));
}

async function dateChanged(
  { bench, accountId }: Life,
  visit: Visit,
  what: DateChange["what"],
): Promise<string | null> {
  const { runtime } = bench;
  const account = await loaded(runtime, accountId);
  const plan = await findOpenPlan(runtime.db, accountId);
  const standing = plan && (await planStanding(runtime.db, account, plan.id));
  const { n, dueOn } = standing?.matching.nextDue ?? { n: 0, dueOn: account.today };
  const change = { planId: plan?.id ?? "", n, dueOn, what };
  return refusal(await changeDates(runtime, visit, accountId, change));
}

async function agreedTo({ bench, portfolio, accountId, visit }: Life) {
  const { runtime } = bench;
  if (visit === null) throw new Error("nothing has been proposed");
  const { actor } = visit;
  const proposal = await newestProposal(runtime.db, accountId, actor.debtorId);
  const staff = staffOf(bench, { portfolio, accountId, actor }, "supervisor");
  const decision = { outcome: "accepted", reason: "" } as const;
  return refusal(await decideProposal(runtime, staff, proposal?.id ?? "", decision));
}

/** Proposes another amount, rhythm or day, and signs the answer in the place of the plan. */
async function replaced(life: Life, [amount, rhythm, first]: readonly string[]) {
  const { bench, accountId, portfolio } = life;
  const { runtime } = bench;
  const visit = await visitOf(life);
  const frequency = frequencies.find((known) => known === rhythm) as Frequency;
  const amountMinor = minorOf(portfolio, amount ?? "");
  const ask = { amountMinor, frequency, firstDueOn: calendarDate(first ?? "") };
  const made = await proposePlan(runtime, visit, accountId, ask);
  if (!made.ok) return made.error;
  const account = await loaded(runtime, accountId);
  const page = await proposalPage(runtime, visit, account, made.value.proposalId);
  if (!page?.accepted || page.replaces === null) return page?.reasons[0] ?? "not-accepted";
  const choice = { pick: page.accepted.pick, locale: "zh-CN", replaces: page.replaces } as const;
  const shown = await signPage(runtime, visit, account, choice);
  if (!shown.ok) return shown.error;
  const signing = { ...choice, seen: shown.value.sha256, name: nameOnFile, address };
  return refusal(await signPlan(runtime, visit, accountId, { ...signing, userAgent: "x" }));
}
