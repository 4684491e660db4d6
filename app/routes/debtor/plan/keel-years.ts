import type { KeelYear, MarkState } from "#app/components/plan/keel.tsx";
import type { CalendarDate } from "#app/domain/primitives/date.ts";
import { monthAndYear } from "#app/i18n/dates.ts";
import type { Locale } from "#app/i18n/locale.ts";

interface Line {
  readonly n: number;
  readonly dueOn: CalendarDate;
  readonly status: "paid" | "part" | "unpaid";
  readonly moved: boolean;
  readonly isNext: boolean;
}

const perLine = 12;

/**
 * The marks of a plan, twelve to a line: a year of a monthly plan. Of one that has ended before it
 * was paid (`isOver`) the rest comes no more.
 */
export function keelYears(lines: readonly Line[], locale: Locale, isOver: boolean): KeelYear[] {
  const years: KeelYear[] = [];
  for (let start = 0; start < lines.length; start += perLine) {
    const part = lines.slice(start, start + perLine);
    const [first, last] = [part[0], part.at(-1)];
    if (!first || !last) continue;
    years.push({
      from: monthAndYear(first.dueOn, locale),
      to: monthAndYear(last.dueOn, locale),
      marks: part.map((line) => ({ n: line.n, state: stateOf(line, isOver) })),
    });
  }
  return years;
}

function stateOf({ status, isNext, moved }: Line, isOver: boolean): MarkState {
  if (status === "paid") return moved ? "moved" : "paid";
  if (isOver) return "over";
  return isNext ? "next" : "to-come";
}
