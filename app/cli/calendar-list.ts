import { type CalendarDayRow, listCalendarDays } from "#app/db/stores/calendar-days.server.ts";
import { parseDate } from "#app/domain/primitives/date.ts";
import { complain, readArgs } from "./answer.ts";
import { exit, type Io } from "./io.ts";
import { portfolioOf } from "./run-import.ts";
import { withRuntime } from "./with-runtime.ts";

/** `calendar list CODE [--from DATE]`: a portfolio's own days over its country's calendar. */
export async function run(args: readonly string[], io: Io): Promise<number> {
  const json = args.includes("--json");
  const given = readArgs(args, { values: ["from"] }, 1);
  if (!given.ok) return complain(given.error, json, io);
  const from = given.value.option.from ?? "1900-01-01";
  if (parseDate(from) === null) {
    const message = `there is no day ${from}`;
    return complain({ code: "wrong-use", message, path: "from" }, json, io);
  }
  const code = given.value.files[0] as string;
  return withRuntime(io, json, async (runtime) => {
    const portfolio = await portfolioOf(runtime, code);
    if (!portfolio.ok) return complain(portfolio.error, json, io, exit.refused);
    const days = await listCalendarDays(runtime.db, portfolio.value.id, from);
    if (json) io.out(`${JSON.stringify({ portfolio: code, days })}\n`);
    else if (days.length === 0) io.out(`${code} has no days of its own\n`);
    else for (const day of days) io.out(`${lineOf(day)}\n`);
    return exit.done;
  });
}

const lineOf = ({ on, working, name }: CalendarDayRow): string =>
  `${on} ${working ? "working" : "off    "} ${name}`.trim();
