import { countSince, listOpenBreaks, listOpenTasks } from "#app/db/stores/staff-work.server.ts";
import { addDays } from "#app/domain/primitives/date.ts";
import { dateInZone, instantOf } from "#app/domain/primitives/zone.ts";
import type { StaffActor } from "../actor.ts";
import type { Runtime } from "../ports.ts";
import { kindsClosedTo } from "../staff/permissions.server.ts";
import { staffPortfolios } from "../staff/staff-portfolios.server.ts";
import { debtorNames } from "./debtor-names.server.ts";

const most = 200;

export type WorkGroup = "late" | "today" | "later";

/** The queue of a day for a role: what is late, is due, can wait; differences beside it. */
export async function staffToday(runtime: Runtime, actor: StaffActor) {
  const own = await staffPortfolios(runtime, actor);
  const zone = own[0]?.timeZone ?? "UTC";
  const zoneOf = (portfolioId: string | null) =>
    own.find(({ id }) => id === portfolioId)?.timeZone ?? zone;
  const nowMs = runtime.clock.now();
  const today = dateInZone(nowMs, zone);
  const midnight = instantOf(today, "00:00", zone);
  const [tasks, breaks, since] = await Promise.all([
    listOpenTasks(runtime.db, actor.portfolioIds, kindsClosedTo(actor.role), most),
    listOpenBreaks(runtime.db, actor.portfolioIds, most),
    countSince(runtime.db, actor.portfolioIds, new Date(midnight)),
  ]);
  const ids = tasks.flatMap(({ debtorId }) => (debtorId === null ? [] : [debtorId]));
  const names = await debtorNames(runtime, ids);
  return {
    today,
    since,
    tasks: tasks.map((task) => ({
      id: task.id,
      kind: task.kind,
      group: groupOf(task.dueAt?.getTime() ?? null, nowMs, zoneOf(task.portfolioId)),
      /** The portfolio's own: a promised day ends there. */
      zone: zoneOf(task.portfolioId),
      dueAt: task.dueAt?.getTime() ?? null,
      at: task.createdAt.getTime(),
      accountId: task.accountId,
      ref: task.accountRef,
      name: names.get(task.debtorId ?? "") ?? task.accountRef,
      /** What it is about: the id of a case, say. */
      reference: task.reference,
      /** Proposals are closed by their answer, the rest by hand. */
      proposalId: task.kind === "proposal" ? task.reference : null,
      caseId: task.kind === "dispute" || task.kind === "complaint" ? task.reference : null,
    })),
    breaks: breaks.map((one) => ({
      id: one.id,
      kind: one.kind,
      zone: zoneOf(one.portfolioId),
      at: one.raisedAt.getTime(),
      accountId: one.accountId,
      ref: one.accountRef,
    })),
  };
}

export type TodayPage = Awaited<ReturnType<typeof staffToday>>;

function groupOf(dueAt: number | null, nowMs: number, zone: string): WorkGroup {
  const tomorrow = addDays(dateInZone(nowMs, zone), 1);
  if (dueAt === null || dueAt >= instantOf(tomorrow, "00:00", zone)) return "later";
  return dueAt < nowMs ? "late" : "today";
}
