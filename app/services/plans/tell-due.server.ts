import type { Tx } from "#app/db/database.server.ts";
import type { PlanRow } from "#app/db/stores/plans.server.ts";
import type { AwaitedInstalment } from "#app/domain/plans/watch.ts";
import { addDays } from "#app/domain/primitives/date.ts";
import type { LoadedAccount } from "../accounts/account-state.server.ts";
import type { QueuedMessage } from "../messages/queue-message.server.ts";
import type { Runtime } from "../ports.ts";
import { tellOfPlan } from "./tell-of-plan.server.ts";

type TellDue = (
  runtime: Runtime,
  tx: Tx,
  loaded: LoadedAccount,
  plan: Pick<PlanRow, "id" | "debtorId">,
  line: AwaitedInstalment,
) => Promise<QueuedMessage | null>;

/** Tells that a due date has passed, and until when the plan goes on all the same. */
export const tellMissed: TellDue = (runtime, tx, loaded, plan, { dueOn, awaitedOn }) => {
  const graceUntil = addDays(awaitedOn, loaded.portfolio.policy.plan.graceDays);
  return tellOfPlan(runtime, tx, loaded, plan, "plan-missed", { due: dueOn, graceUntil });
};

/** Brings a due date to mind. */
export const tellReminder: TellDue = (runtime, tx, loaded, plan, { awaitedOn }) =>
  tellOfPlan(runtime, tx, loaded, plan, "plan-reminder", { due: awaitedOn });
