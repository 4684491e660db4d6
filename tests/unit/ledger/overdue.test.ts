import { expect, it } from "vitest";
import { daysOverdueOn } from "#app/domain/ledger/overdue.ts";
import { calendarDate } from "#app/domain/primitives/date.ts";

it.each([
  [null, "2026-11-21", 0],
  ["2026-11-22", "2026-11-21", 0],
  ["2026-11-21", "2026-11-21", 0],
  ["2026-11-20", "2026-11-21", 1],
  ["2026-08-23", "2026-11-21", 90],
  ["2023-02-28", "2024-03-01", 367],
])("an account overdue since %s is so on %s by %d days", (since, on, days) => {
  const delinquentSince = since === null ? null : calendarDate(since);
  expect(daysOverdueOn(delinquentSince, calendarDate(on))).toBe(days);
});
