import { stoppedBy } from "../../holds/in-force.ts";
import { addDays, type CalendarDate, maxDate } from "../../primitives/date.ts";
import { dateInZone, type InstantMs, instantOf } from "../../primitives/zone.ts";
import type { AutopayQuestion, AutopayStep, GivenNotice, OpenInstalment } from "./question.ts";

/** A notice named a day; a charge later than this after it needs another notice. */
const latestDays = 2;

/**
 * What autopay does now: charge an instalment, give notice of one, wait, or end. A charge comes on
 * its due date at the policy's time in the portfolio's zone, never without its notice, never under
 * a hold or beside another payment, and again only after a decline that may pass.
 */
export function nextAutopayStep(question: AutopayQuestion): AutopayStep {
  if (!question.planOpen) return { do: "end", why: "plan-ended" };
  const today = dateInZone(question.nowMs, question.timeZone);
  let untilMs: InstantMs | null = null;
  for (const line of question.open) {
    const step = stepOf(question, line, today);
    if (step === null) continue;
    if (step.do !== "wait") return step;
    if (step.untilMs !== null && (untilMs === null || step.untilMs < untilMs)) {
      untilMs = step.untilMs;
    }
    if (step.untilMs === null) return step;
  }
  return { do: "wait", untilMs };
}

/** The next day on which a card is charged, and how much; null: nothing more by itself. */
export function nextCharge(
  question: AutopayQuestion,
): { readonly n: number; readonly on: CalendarDate; readonly amountMinor: bigint } | null {
  const today = dateInZone(question.nowMs, question.timeZone);
  for (const line of question.open) {
    const planned = plannedDay(question, line);
    const amountMinor = chargeable(question, line);
    if (planned === null || planned === "pending" || amountMinor === null) continue;
    const notice = noticeFor(question, line, planned, amountMinor, today);
    const on = notice?.chargeOn ?? maxDate(planned, addDays(today, question.rule.noticeDays));
    return { n: line.n, on, amountMinor };
  }
  return null;
}

/** What may be taken for an instalment now; null: nothing that the provider would take. */
export function chargeable(
  { owedMinor, minAmountMinor, stepMinor }: AutopayQuestion,
  { leftMinor }: OpenInstalment,
): bigint | null {
  const wanted = leftMinor < owedMinor ? leftMinor : owedMinor;
  const taken = wanted - (wanted % stepMinor);
  return taken > 0n && taken >= minAmountMinor ? taken : null;
}

function stepOf(
  question: AutopayQuestion,
  line: OpenInstalment,
  today: CalendarDate,
): AutopayStep | null {
  const { rule, timeZone, holds, nowMs } = question;
  const planned = plannedDay(question, line);
  const amountMinor = chargeable(question, line);
  if (planned === null || amountMinor === null) return null;
  if (planned === "pending") return { do: "wait", untilMs: null };
  const given = noticeFor(question, line, planned, amountMinor, today);
  const tellOn = addDays(planned, -rule.noticeDays);
  if (given === null && today < tellOn) {
    return { do: "wait", untilMs: instantOf(tellOn, rule.chargeAt, timeZone) };
  }
  if (stoppedBy(holds, "autopay", today) !== null) {
    return { do: "wait", untilMs: instantOf(addDays(today, 1), "00:00", timeZone) };
  }
  if (given === null) {
    const chargeOn = maxDate(planned, addDays(today, rule.noticeDays));
    return { do: "notify", n: line.n, chargeOn, amountMinor };
  }
  const atMs = instantOf(given.chargeOn, rule.chargeAt, timeZone);
  if (nowMs < atMs) return { do: "wait", untilMs: atMs };
  if (question.paymentUnderWay) return { do: "wait", untilMs: null };
  return { do: "charge", n: line.n, amountMinor };
}

/** The day of the next try; null: none comes by itself. */
function plannedDay(
  { tries, rule, startedOn }: AutopayQuestion,
  line: OpenInstalment,
): CalendarDate | "pending" | null {
  const past = tries.filter((one) => one.n === line.n);
  const last = past.at(-1);
  if (last === undefined) return line.dueOn < startedOn ? null : line.dueOn;
  if (last.state === "pending") return "pending";
  // Money that was taken back again is not taken a second time unasked.
  if (last.state === "succeeded" || last.kind !== "later") return null;
  const failed = past.filter((one) => one.state === "failed").length;
  const waitDays = rule.retryAfterDays[failed - 1];
  return waitDays === undefined ? null : addDays(last.on, waitDays);
}

/** The notice under which this charge may be made: of the day or after, and of no smaller sum. */
function noticeFor(
  { notices }: AutopayQuestion,
  { n }: OpenInstalment,
  planned: CalendarDate,
  amountMinor: bigint,
  today: CalendarDate,
): GivenNotice | null {
  const fitting = notices.filter(
    (one) =>
      one.n === n &&
      one.chargeOn >= planned &&
      one.amountMinor >= amountMinor &&
      today <= addDays(one.chargeOn, latestDays),
  );
  return fitting.at(-1) ?? null;
}
