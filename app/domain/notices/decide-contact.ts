import type { CalendarDate } from "../primitives/date.ts";
import { dateInZone, type InstantMs, instantOf } from "../primitives/zone.ts";
import { blockingCap } from "./caps.ts";
import type { ContactAim, ContactDecision, ContactQuestion } from "./contact.ts";
import { holdStopping } from "./held.ts";
import { reopensAt } from "./hours.ts";
import type { ContactRule } from "./rule.ts";

/**
 * The one place that decides whether a message may go out (domain.md §9). Every answer names the
 * rule behind it, for the record that the debtor can read. Rules that no waiting mends come first,
 * so that a message is not kept for a moment that never comes; at `until`, ask again.
 */
export function decideContact(question: ContactQuestion): ContactDecision {
  const { notice, regime } = question;
  if (question.wrongPerson) return blocked("wrong-person");
  if (notice.class === "service") return { allowed: true, rule: "service-message" };
  return (
    refusal(question) ??
    tooOld(question, notice.aim) ??
    held(question, notice.aim) ??
    outOfHours(question) ??
    tooOften(question) ?? { allowed: true, rule: regime.kept }
  );
}

/** Whether a message on this channel must carry a way to stop such messages (domain.md §9). */
export function needsOptOut(channel: ContactQuestion["channel"]): boolean {
  return channel === "email" || channel === "sms";
}

function refusal({ channel, recipient, regime, wishes }: ContactQuestion): ContactDecision | null {
  const liable = recipient === "debtor" || recipient === "guarantor";
  if (!liable) return blocked("recipient-not-liable");
  if (wishes.refusedAll) return blocked("contact-refused");
  if (wishes.refusedChannels.includes(channel)) return blocked("channel-refused");
  const agreed = wishes.consentedChannels.includes(channel);
  return regime.consentChannels.includes(channel) && !agreed ? blocked("consent-missing") : null;
}

function tooOld({ regime, timeBarred }: ContactQuestion, aim: ContactAim): ContactDecision | null {
  const { rule, stops } = regime.timeBarred;
  return timeBarred && (stops === "everything" || aim === "legal-step") ? blocked(rule) : null;
}

function held(question: ContactQuestion, aim: ContactAim): ContactDecision | null {
  const { holds, portfolioZone, nowMs } = question;
  const stopping = (day: CalendarDate) => holdStopping(holds, aim, day);
  const first = stopping(dateInZone(nowMs, portfolioZone));
  if (first === null) return null;
  let last = first;
  for (let next = first.to && stopping(first.to); next; next = next.to && stopping(next.to)) {
    last = next;
  }
  const until = last.to && instantOf(last.to, "00:00", portfolioZone);
  return blocked(`hold:${first.kind}`, until);
}

/** A letter disturbs nobody's evening. */
function outOfHours(question: ContactQuestion): ContactDecision | null {
  const { channel, regime, wishes, nowMs, debtorZone } = question;
  if (channel === "letter") return null;
  const until = reopensAt(wishes.agreedHours ?? regime.hours, nowMs, debtorZone);
  if (until === null) return null;
  return blocked(wishes.agreedHours ? "agreed-hours" : regime.hours.rule, until);
}

function tooOften(question: ContactQuestion): ContactDecision | null {
  const cap = blockingCap(question);
  return cap && blocked(cap.rule, cap.until);
}

function blocked(rule: ContactRule, until: InstantMs | null = null): ContactDecision {
  return { allowed: false, rule, until };
}
