import type { Tx } from "#app/db/database.server.ts";
import { lockAccount } from "#app/db/stores/accounts.server.ts";
import { findAutopayOfPlan } from "#app/db/stores/autopays.server.ts";
import { findDebtor } from "#app/db/stores/debtors.server.ts";
import { listPlansToWatch, setPlanWatch } from "#app/db/stores/plan-watch.server.ts";
import { findOpenPlan, type PlanRow } from "#app/db/stores/plans.server.ts";
import type { MatchedInstalment } from "#app/domain/plans/matching.ts";
import { planWatch } from "#app/domain/plans/watch.ts";
import { addDays, minDate } from "#app/domain/primitives/date.ts";
import { dateInZone } from "#app/domain/primitives/zone.ts";
import { type LoadedAccount, loadAccount } from "../accounts/account-state.server.ts";
import type { Runtime } from "../ports.ts";
import { endPlan } from "./end-plan.server.ts";
import { notePlan } from "./note-plan.server.ts";
import { debtorToday, planStanding } from "./plan-standing.server.ts";
import { tellOfPlan } from "./tell-of-plan.server.ts";

const batch = 200;

/**
 * Looks at every plan whose day has come: brings a due date to mind, tells of a missed one, breaks
 * the plan when the policy says so (domain.md §5). Several workers may do so at once: each plan is
 * looked at under its account's lock, and each duty is noted once.
 */
export async function watchPlans(runtime: Runtime): Promise<void> {
  // The latest day anywhere; each plan is held against the days of its own zones below.
  const latest = addDays(dateInZone(runtime.clock.now(), "UTC"), 1);
  const seen: string[] = [];
  for (;;) {
    const plans = await listPlansToWatch(runtime.db, latest, seen, batch);
    for (const { id, accountId } of plans) {
      seen.push(id);
      await runtime.db.transaction((tx) => watchPlan(runtime, tx, accountId, id));
    }
    if (plans.length < batch) return;
  }
}

async function watchPlan(runtime: Runtime, tx: Tx, accountId: string, planId: string) {
  const row = await lockAccount(tx, accountId);
  const plan = row && (await findOpenPlan(tx, accountId));
  if (row === null || plan?.id !== planId) return;
  const loaded = await loadAccount(runtime, tx, row);
  const { rule, today } = await ruleAndDay(runtime, tx, loaded, plan);
  const { matching } = await planStanding(tx, loaded, plan.id);
  const watch = planWatch(matching, rule, today);
  if (watch.breaks) {
    const last = matching.instalments.at(-1);
    const isOver = plan.waived > 0n && last !== undefined && last.dueOn < today;
    const reason = isOver ? "deadline-passed" : "missed";
    return endPlan(runtime, tx, loaded, plan, { action: "break", reason, by: "system" });
  }
  for (const line of watch.missed) await tellMissed(runtime, tx, loaded, plan, line);
  for (const line of watch.remind) await remind(runtime, tx, loaded, plan, line);
  await setPlanWatch(tx, plan.id, watch.nextOn ?? addDays(today, 1));
}

/** A day is over for a plan when it is over for the portfolio and where the debtor lives. */
async function ruleAndDay(runtime: Runtime, tx: Tx, loaded: LoadedAccount, plan: PlanRow) {
  const debtor = await findDebtor(tx, plan.debtorId);
  const theirs = debtor === null ? loaded.today : debtorToday(runtime, loaded, debtor);
  const ours = dateInZone(runtime.clock.now(), loaded.portfolio.timeZone);
  return { rule: loaded.portfolio.policy.plan, today: minDate(ours, theirs) };
}

async function tellMissed(
  runtime: Runtime,
  tx: Tx,
  loaded: LoadedAccount,
  plan: PlanRow,
  { n, dueOn }: MatchedInstalment,
): Promise<void> {
  const note = { kind: "missed", by: "system", n, fromOn: dueOn } as const;
  if (!(await notePlan(runtime, tx, plan, note))) return;
  const graceUntil = addDays(dueOn, loaded.portfolio.policy.plan.graceDays);
  await tellOfPlan(runtime, tx, loaded, plan, "plan-missed", { due: dueOn, graceUntil });
}

async function remind(
  runtime: Runtime,
  tx: Tx,
  loaded: LoadedAccount,
  plan: PlanRow,
  { n, dueOn }: MatchedInstalment,
): Promise<void> {
  // What charges itself has a notice of its own.
  const autopay = await findAutopayOfPlan(tx, plan.id);
  if (autopay?.state === "on") return;
  const note = { kind: "reminded", by: "system", n, fromOn: dueOn } as const;
  if (!(await notePlan(runtime, tx, plan, note))) return;
  await tellOfPlan(runtime, tx, loaded, plan, "plan-reminder", { due: dueOn });
}
