import { countWaitingCases } from "#app/db/stores/case-files.server.ts";
import { countOpenTasks } from "#app/db/stores/staff-work.server.ts";
import { countWaitingThreads } from "#app/db/stores/threads.server.ts";
import type { StaffActor } from "../actor.ts";
import type { Runtime } from "../ports.ts";
import { kindsClosedTo } from "../staff/permissions.server.ts";
import { staffPortfolios } from "../staff/staff-portfolios.server.ts";

/** What the rail of every page counts; never further than a hundred. */
export interface WorkCounts {
  /** Named when there is only one. */
  readonly portfolio: string | null;
  readonly tasks: number;
  /** One of them should have been done by now. */
  readonly late: boolean;
  readonly proposals: number;
  readonly hardship: CaseCount;
  readonly disputes: CaseCount;
  readonly complaints: CaseCount;
  /** Debtors who wrote and wait. */
  readonly messages: CaseCount;
}

interface CaseCount {
  readonly count: number;
  readonly late: boolean;
}

export async function staffWork(runtime: Runtime, actor: StaffActor): Promise<WorkCounts> {
  const now = new Date(runtime.clock.now());
  const [open, disputes, complaints, messages, portfolios] = await Promise.all([
    countOpenTasks(runtime.db, actor.portfolioIds, kindsClosedTo(actor.role), now),
    countWaitingCases(runtime.db, actor.portfolioIds, "dispute", now),
    countWaitingCases(runtime.db, actor.portfolioIds, "complaint", now),
    countWaitingThreads(runtime.db, actor.portfolioIds, now),
    staffPortfolios(runtime, actor),
  ]);
  const only = portfolios.length === 1 ? portfolios[0] : undefined;
  const { tasks, late, proposals } = open;
  const hardship = { count: open.hardship, late: open.hardshipLate };
  const cases = { hardship, disputes, complaints, messages };
  return { portfolio: only?.name ?? null, tasks, late, proposals, ...cases };
}
