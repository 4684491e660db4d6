import { addDays, type CalendarDate } from "../primitives/date.ts";
import { dateInZone, type InstantMs, instantOf } from "../primitives/zone.ts";
import type { ContactQuestion, PastContact } from "./contact.ts";
import type { ContactCap } from "./regime.ts";
import type { ContactRule } from "./rule.ts";

/** The first cap of the regime that is used up, with the day that makes room again. */
export function blockingCap(
  question: ContactQuestion,
): { readonly rule: ContactRule; readonly until: InstantMs } | null {
  const { regime, channel, debtorZone } = question;
  for (const cap of regime.caps) {
    const frees = cap.channels.includes(channel) ? freesOn(cap, question) : null;
    if (frees) return { rule: cap.rule, until: instantOf(frees, "00:00", debtorZone) };
  }
  return null;
}

/** The day on which one more is within the cap; null when it is so today. */
function freesOn(cap: ContactCap, question: ContactQuestion): CalendarDate | null {
  const { debtorZone, nowMs, history } = question;
  const firstDay = addDays(dateInZone(nowMs, debtorZone), 1 - cap.days);
  const days = history
    .filter((past) => counts(cap, past) && past.atMs <= nowMs)
    .map((past) => dateInZone(past.atMs, debtorZone))
    .filter((day) => day >= firstDay)
    .sort();
  const mustPass = days[days.length - cap.limit];
  return mustPass === undefined ? null : addDays(mustPass, cap.days);
}

function counts(cap: ContactCap, past: PastContact): boolean {
  return (
    past.class === "contact" &&
    cap.channels.includes(past.channel) &&
    (cap.counts === "attempts" || past.conversation) &&
    (cap.per === "debtor" || past.sameDebt)
  );
}
