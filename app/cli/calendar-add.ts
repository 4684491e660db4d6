import type { CalendarDayRow } from "#app/db/stores/calendar-days.server.ts";
import { parseDate } from "#app/domain/primitives/date.ts";
import { ok, type Result } from "#app/domain/primitives/result.ts";
import { system } from "#app/services/act.server.ts";
import { setCalendarDays } from "#app/services/portfolios/set-calendar-days.server.ts";
import { type CommandFault, complain, type Given, readArgs, wrongUse } from "./answer.ts";
import { exit, type Io } from "./io.ts";
import { portfolioOf } from "./run-import.ts";
import { withRuntime } from "./with-runtime.ts";

/**
 * `calendar add CODE --off DATE … --working DATE … [--name TEXT]`: days on which a portfolio is
 * closed, or works although it is a weekend or a holiday. A day that stands already is changed.
 */
export async function run(args: readonly string[], io: Io): Promise<number> {
  const json = args.includes("--json");
  const given = readArgs(args, { values: ["off", "working", "name"] }, 1);
  if (!given.ok) return complain(given.error, json, io);
  const days = daysOf(given.value);
  if (!days.ok) return complain(days.error, json, io);
  const code = given.value.files[0] as string;
  return withRuntime(io, json, async (runtime) => {
    const portfolio = await portfolioOf(runtime, code);
    if (!portfolio.ok) return complain(portfolio.error, json, io, exit.refused);
    await setCalendarDays(runtime, system, portfolio.value.id, days.value);
    if (json) io.out(`${JSON.stringify({ portfolio: code, days: days.value })}\n`);
    else io.out(`${days.value.length} days of ${code} set; plans that are signed keep theirs\n`);
    return exit.done;
  });
}

/** Each day once, in order; its name is the same for all of one call. */
function daysOf({ list, option }: Given): Result<readonly CalendarDayRow[], CommandFault> {
  const name = (option.name ?? "").trim();
  const wanted = [
    ...list("off").map((on) => ({ on, working: false, name })),
    ...list("working").map((on) => ({ on, working: true, name })),
  ];
  if (wanted.length === 0) return wrongUse("at least one --off DATE or --working DATE is needed");
  const wrong = wanted.find(({ on }) => parseDate(on) === null);
  if (wrong) return wrongUse(`there is no day ${wrong.on}`, wrong.working ? "working" : "off");
  const twice = wanted.find(({ on }, index) => wanted.findIndex((one) => one.on === on) < index);
  if (twice) return wrongUse(`${twice.on} stands here twice`);
  return ok(wanted.sort((a, b) => (a.on < b.on ? -1 : 1)));
}
