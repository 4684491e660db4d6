import { appendAudit } from "#app/db/stores/audit.server.ts";
import { setWrongPerson } from "#app/db/stores/debtors.server.ts";
import { findOpenTask } from "#app/db/stores/staff-work.server.ts";
import { closeTask as closeTaskRow } from "#app/db/stores/tasks.server.ts";
import { err, ok, type Result } from "#app/domain/primitives/result.ts";
import { isUuid } from "../accounts/is-uuid.server.ts";
import { actorName } from "../act.server.ts";
import type { StaffActor } from "../actor.ts";
import type { Runtime } from "../ports.ts";
import { insist, kindsClosedTo } from "./permissions.server.ts";

/** `answered-elsewhere`: a proposal or a refund is closed by its answer alone. */
export type CloseTaskFault = "not-found" | "answered-elsewhere";

/** Kinds that are closed by their answer alone. */
const answered: readonly string[] = [
  "proposal",
  "refund",
  "hardship",
  "message",
  "dispute",
  "complaint",
];

/** Marks a piece of work as done, and by whom. */
export async function closeTask(
  runtime: Runtime,
  actor: StaffActor,
  taskId: string,
): Promise<Result<null, CloseTaskFault>> {
  insist(actor, "tasks:close");
  return runtime.db.transaction(async (tx) => {
    const task = isUuid(taskId) ? await findOpenTask(tx, taskId) : null;
    if (task === null || !actor.portfolioIds.includes(task.portfolioId)) return err("not-found");
    if (kindsClosedTo(actor.role).includes(task.kind)) return err("not-found");
    if (answered.includes(task.kind)) return err("answered-elsewhere");
    const at = new Date(runtime.clock.now());
    await closeTaskRow(tx, task.kind, task.reference, actorName(actor), at);
    // The right contact was found or checked: messages and codes may go there again.
    if (task.kind === "wrong-person") await setWrongPerson(tx, task.reference, false);
    await appendAudit(tx, {
      portfolioId: task.portfolioId,
      actor: actorName(actor),
      action: "task.closed",
      subject: task.accountId === null ? `task:${task.id}` : `account:${task.accountId}`,
      detail: { kind: task.kind, taskId: task.id },
      at,
    });
    return ok(null);
  });
}
