import { appendAudit } from "#app/db/stores/audit.server.ts";
import { type CalendarDayRow, upsertCalendarDays } from "#app/db/stores/calendar-days.server.ts";
import { calendarDate } from "#app/domain/primitives/date.ts";
import { actorName } from "../act.server.ts";
import type { Actor } from "../actor.ts";
import type { Runtime } from "../ports.ts";

/**
 * Opens and closes days for a portfolio over its country's calendar: make-up working days (调休)
 * and days off that no library knows. New offers use them at once; plans that were signed keep
 * their dates. Throws on a date that does not exist.
 */
export async function setCalendarDays(
  runtime: Runtime,
  actor: Actor,
  portfolioId: string,
  days: readonly CalendarDayRow[],
): Promise<void> {
  for (const { on } of days) calendarDate(on);
  await runtime.db.transaction(async (tx) => {
    await upsertCalendarDays(tx, portfolioId, days);
    await appendAudit(tx, {
      portfolioId,
      actor: actorName(actor),
      action: "calendar.changed",
      subject: `portfolio:${portfolioId}`,
      detail: { days: days.length, from: days[0]?.on ?? null, to: days.at(-1)?.on ?? null },
      at: new Date(runtime.clock.now()),
    });
  });
}
