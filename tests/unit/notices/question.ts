import type { ContactQuestion, PastContact } from "#app/domain/notices/contact.ts";
import { regimes } from "#app/domain/notices/regime.ts";
import { calendarDate } from "#app/domain/primitives/date.ts";
import { instantOf } from "#app/domain/primitives/zone.ts";

export const shanghai = (date: string, time: string) =>
  instantOf(calendarDate(date), time, "Asia/Shanghai");

/** A demand by SMS at noon in Shanghai that nothing stands against, with some parts changed. */
export function contactQuestion(change: Partial<ContactQuestion> = {}): ContactQuestion {
  return {
    notice: { class: "contact", aim: "demand" },
    channel: "sms",
    nowMs: shanghai("2026-11-19", "12:00"),
    regime: regimes.cn,
    debtorZone: "Asia/Shanghai",
    portfolioZone: "Asia/Shanghai",
    recipient: "debtor",
    wishes: { refusedAll: false, refusedChannels: [], consentedChannels: [], agreedHours: null },
    wrongPerson: false,
    timeBarred: false,
    holds: [],
    history: [],
    ...change,
  };
}

/** A call about this debt in which the debtor was reached, with some parts changed. */
export function talk(atMs: number, change: Partial<PastContact> = {}): PastContact {
  return { atMs, class: "contact", channel: "call", conversation: true, sameDebt: true, ...change };
}
