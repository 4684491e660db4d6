import type { Queryable } from "#app/db/database.server.ts";
import { findAutopayOfPlan, hasEndedWithPlan } from "#app/db/stores/autopays.server.ts";
import type { PlanRow } from "#app/db/stores/plans.server.ts";
import { nextCharge } from "#app/domain/payments/autopay/next-step.ts";
import type { LoadedAccount } from "../accounts/account-state.server.ts";
import type { DebtorActor } from "../actor.ts";
import { allowedKinds } from "../autopay/allowed-kinds.server.ts";
import { askAutopay } from "../autopay/ask-autopay.server.ts";
import type { Runtime } from "../ports.ts";

const nothingNext = { nextOn: null, failed: false };

/**
 * Whether a plan is paid by itself, in one line. `ended`: it went off with the plan, which has come
 * back without it; `failed`: the last charge did not go through, and what it was of is open. Null:
 * not offered, or not this debtor's plan.
 */
export async function autopayState(
  runtime: Runtime,
  db: Queryable,
  actor: DebtorActor,
  loaded: LoadedAccount,
  plan: PlanRow,
) {
  if (plan.debtorId !== actor.debtorId || !["agreed", "active"].includes(plan.state)) return null;
  const autopay = await findAutopayOfPlan(db, plan.id);
  if (autopay === null) {
    const offered = allowedKinds(runtime, loaded.portfolio).length > 0;
    if (!offered) return null;
    const ended = await hasEndedWithPlan(db, plan.id);
    return { state: ended ? ("ended" as const) : ("off" as const), ...nothingNext };
  }
  if (autopay.state !== "on") return { state: "stopped" as const, ...nothingNext };
  const question = await askAutopay(runtime, db, loaded, plan, autopay);
  const last = question.tries.at(-1);
  const failed = last?.state === "failed" && question.open.some(({ n }) => n === last.n);
  return { state: "on" as const, nextOn: nextCharge(question)?.on ?? null, failed };
}
