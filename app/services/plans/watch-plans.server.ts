import type { Tx } from "#app/db/database.server.ts";
import { lockAccount } from "#app/db/stores/accounts.server.ts";
import { findAutopayOfPlan } from "#app/db/stores/autopays.server.ts";
import { isToldInGroup, listPlansToWatch, setPlanWatch } from "#app/db/stores/plan-watch.server.ts";
import { findOpenPlan, type PlanRow } from "#app/db/stores/plans.server.ts";
import type { AwaitedInstalment } from "#app/domain/plans/watch.ts";
import { addDays } from "#app/domain/primitives/date.ts";
import { dateInZone } from "#app/domain/primitives/zone.ts";
import { type LoadedAccount, loadAccount } from "../accounts/account-state.server.ts";
import type { Runtime } from "../ports.ts";
import { endPlan } from "./end-plan.server.ts";
import { notePlan } from "./note-plan.server.ts";
import { tellMissed, tellReminder } from "./tell-due.server.ts";
import { watchOfPlan } from "./watch-of-plan.server.ts";

const batch = 200;

/**
 * Looks at every plan whose day has come: brings a due date to mind, tells of a missed one, breaks
 * the plan when the policy says so (domain.md §5), and leaves it alone while a hold stops the
 * clock (decision 26). Several workers may do so at once: each plan is
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
  const { watch, matching, today } = await watchOfPlan(runtime, tx, loaded, plan);
  if (watch.breaks) {
    const last = matching.instalments.at(-1);
    const isOver = plan.waived > 0n && last !== undefined && last.dueOn < today;
    const reason = isOver ? "deadline-passed" : "missed";
    return endPlan(runtime, tx, loaded, plan, { action: "break", reason, by: "system" });
  }
  for (const line of watch.missed) await missed(runtime, tx, loaded, plan, line);
  for (const line of watch.remind) await remind(runtime, tx, loaded, plan, line);
  await setPlanWatch(tx, plan.id, watch.nextOn ?? addDays(today, 1));
}

async function missed(
  runtime: Runtime,
  tx: Tx,
  loaded: LoadedAccount,
  plan: PlanRow,
  line: AwaitedInstalment,
): Promise<void> {
  const { n, awaitedOn } = line;
  const note = { kind: "missed", by: "system", n, fromOn: awaitedOn } as const;
  if (!(await notePlan(runtime, tx, plan, note))) return;
  // One word for one date, however many accounts were signed together.
  if (await isToldInGroup(tx, plan, note.kind, awaitedOn, "plan-missed")) return;
  await tellMissed(runtime, tx, loaded, plan, line);
}

async function remind(
  runtime: Runtime,
  tx: Tx,
  loaded: LoadedAccount,
  plan: PlanRow,
  line: AwaitedInstalment,
): Promise<void> {
  // What charges itself has a notice of its own.
  const autopay = await findAutopayOfPlan(tx, plan.id);
  if (autopay?.state === "on") return;
  const { n, awaitedOn } = line;
  const note = { kind: "reminded", by: "system", n, fromOn: awaitedOn } as const;
  if (!(await notePlan(runtime, tx, plan, note))) return;
  if (await isToldInGroup(tx, plan, note.kind, awaitedOn, "plan-reminder")) return;
  await tellReminder(runtime, tx, loaded, plan, line);
}
