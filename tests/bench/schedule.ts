import { weekendCalendar } from "#app/domain/plans/calendar.ts";
import { instalmentFrame } from "#app/domain/plans/frame.ts";
import { levelAmount } from "#app/domain/plans/level.ts";
import { buildSchedule } from "#app/domain/plans/schedule.ts";
import type { InstalmentRule } from "#app/domain/policy/policy.ts";
import { addMonths, calendarDate } from "#app/domain/primitives/date.ts";
import { account, card, owedOn } from "../support/domain/account.ts";
import { interleaved, type Row } from "./table.ts";

const on = calendarDate("2026-11-21");
const firstOn = calendarDate("2026-12-15");
const terms = 60;

/** A 60-instalment schedule with dates, level amount, split and balances, against a bare loop. */
export function scheduleRows(): Row[] {
  const balance = owedOn(on);
  const rule = { ...(card.instalments as InstalmentRule), maxTerms: terms };
  const input = {
    account: account(),
    balance,
    policy: card,
    on,
    firstDueOn: null,
    statement: null,
    calendar: weekendCalendar,
  };
  const ours = (mode: "frozen" | "contract") => () => {
    const frame = instalmentFrame(input, { ...rule, interest: { mode } }, "monthly", firstOn);
    const { unitMinor, minAmountMinor } = rule;
    const amountMinor = levelAmount(frame, { terms, unitMinor, minAmountMinor });
    if (amountMinor !== null) buildSchedule(frame, terms, amountMinor);
  };
  const against = "a plain bigint loop with its dates, without interest";
  const row = (mode: "frozen" | "contract"): Row => ({
    what: `60-instalment schedule, ${mode}`,
    against,
    ratio: interleaved(ours(mode), () => plain(balance.totalMinor)),
    floor: 3,
    goal: 1.5,
    better: "less",
  });
  return [row("frozen"), row("contract")];
}

/** The same number of lines with nothing proven: an amount, a date, what is left. */
function plain(totalMinor: bigint): { dueOn: string; amount: bigint; after: bigint }[] {
  const level = (totalMinor + BigInt(terms) - 1n) / BigInt(terms);
  const lines = [];
  let after = totalMinor;
  for (let n = 0; n < terms; n += 1) {
    const amount = level < after ? level : after;
    after -= amount;
    lines.push({ dueOn: addMonths(firstOn, n), amount, after });
  }
  return lines;
}
