import { type CaseRow, listStaffCases } from "#app/db/stores/case-files.server.ts";
import type { CaseKind } from "#app/domain/disputes/case.ts";
import { waitingStates } from "#app/domain/disputes/states.ts";
import type { StaffActor } from "../actor.ts";
import type { Runtime } from "../ports.ts";
import { recordLook } from "../staff/record-look.server.ts";
import { staffPortfolios } from "../staff/staff-portfolios.server.ts";
import { debtorNames } from "./debtor-names.server.ts";

const most = 200;

/** Disputes or complaints: those that wait by their clock, or those that are over. */
export async function staffCases(
  runtime: Runtime,
  actor: StaffActor,
  kind: CaseKind,
  waiting: boolean,
) {
  const { db, clock } = runtime;
  const own = await staffPortfolios(runtime, actor);
  const zones = new Map(own.map(({ id, timeZone }) => [id, timeZone]));
  const rows = await listStaffCases(db, actor.portfolioIds, { kind, waiting, limit: most });
  const ids = rows.map(({ debtorId }) => debtorId);
  const names = await debtorNames(runtime, ids);
  await recordLook(runtime, actor, {
    action: "cases.listed",
    portfolioId: null,
    subject: `${kind}s`,
    detail: { shown: rows.length },
  });
  return rows.map((row) => ({
    id: row.id,
    ref: row.accountRef,
    name: names.get(row.debtorId) ?? row.accountRef,
    ground: row.ground,
    state: row.state,
    round: row.round,
    added: row.added,
    outcome: row.outcome,
    at: row.openedAt.getTime(),
    dueAt: row.dueAt.getTime(),
    endedAt: row.resolvedAt?.getTime() ?? null,
    late: isLate(row, clock.now()),
    zone: zones.get(row.portfolioId) ?? "UTC",
  }));
}

export type StaffCaseLine = Awaited<ReturnType<typeof staffCases>>[number];

/** Its clock has run out and nobody has answered. */
export function isLate({ state, dueAt }: CaseRow, nowMs: number): boolean {
  return waitingStates.includes(state) && dueAt.getTime() < nowMs;
}
