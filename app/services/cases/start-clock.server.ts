import type { Tx } from "#app/db/database.server.ts";
import type { CaseRow } from "#app/db/stores/case-files.server.ts";
import { raiseTask } from "#app/db/stores/tasks.server.ts";
import { caseClock, heldOverTo } from "#app/domain/disputes/clock.ts";
import { caseRule } from "#app/domain/policy/case-rule.ts";
import type { CalendarDate } from "#app/domain/primitives/date.ts";
import { dateInZone, instantOf } from "#app/domain/primitives/zone.ts";
import type { Portfolio } from "../portfolios/load-portfolio.server.ts";
import type { Runtime } from "../ports.ts";

export interface RunningClock {
  readonly dueAt: Date;
  readonly summaryBy: Date | null;
  /** To when it may be extended next; null: not any more. */
  readonly mayExtendTo: Date | null;
}

/** The clock of a case by the portfolio's policy, zone and calendar; days end at midnight. */
export function clockOfCase(
  portfolio: Portfolio,
  { kind, clockFrom, extensions }: Pick<CaseRow, "kind" | "clockFrom" | "extensions">,
): RunningClock {
  const { policy, timeZone, calendar } = portfolio;
  const from = dateInZone(clockFrom.getTime(), timeZone);
  const clock = caseClock(caseRule(policy)[kind], from, extensions, calendar);
  const end = (day: CalendarDate) => new Date(instantOf(day, "23:59", timeZone));
  return {
    dueAt: end(clock.answerBy),
    summaryBy: clock.summaryBy && end(clock.summaryBy),
    mayExtendTo: clock.mayExtendTo && end(clock.mayExtendTo),
  };
}

/** By when a complaint is answered that was not by its clock; null: no letter is owed for it. */
export function holdingDay(
  { policy, timeZone, calendar }: Portfolio,
  { kind, clockFrom, extensions }: Pick<CaseRow, "kind" | "clockFrom" | "extensions">,
): Date | null {
  if (kind !== "complaint") return null;
  const rule = caseRule(policy).complaint;
  const from = dateInZone(clockFrom.getTime(), timeZone);
  const day = heldOverTo(rule, caseClock(rule, from, extensions, calendar));
  return day && new Date(instantOf(day, "23:59", timeZone));
}

/** Puts the case into the queue of a day, due when its clock runs out. */
export async function queueCase(
  runtime: Runtime,
  tx: Tx,
  row: Pick<CaseRow, "id" | "portfolioId" | "accountId" | "kind" | "dueAt">,
): Promise<void> {
  await raiseTask(tx, {
    id: runtime.ids.next(),
    portfolioId: row.portfolioId,
    accountId: row.accountId,
    kind: row.kind,
    reference: row.id,
    dueAt: row.dueAt,
  });
}
