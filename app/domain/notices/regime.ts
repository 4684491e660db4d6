import type { Channel, ContactHours } from "./channel.ts";
import type { ContactRule } from "./rule.ts";

/** Rules of contact as data: an operator's country, or an edited copy of one. */
export interface ContactRegime {
  /** Named when every rule was kept. */
  readonly kept: ContactRule;
  readonly hours: ContactHours & { readonly rule: ContactRule };
  readonly caps: readonly ContactCap[];
  /** Channels on which nothing is sent before the debtor has agreed to them. */
  readonly consentChannels: readonly Channel[];
  /** What may not be sent about a debt that is too old to sue for. */
  readonly timeBarred: { readonly rule: ContactRule; readonly stops: "legal-steps" | "everything" };
}

/**
 * At most `limit` contacts on the counted channels on `days` calendar days in a row in the
 * debtor's zone, today included; what is over blocks these channels.
 */
export interface ContactCap {
  readonly rule: ContactRule;
  readonly channels: readonly Channel[];
  readonly counts: "attempts" | "conversations";
  readonly per: "debt" | "debtor";
  readonly limit: number;
  readonly days: number;
}

export type RegimeId = "cn" | "us" | "uk" | "strict";

/** A policy of its own says no country: the strictest of each rule applies until it says one. */
export function regimeOfPolicy(policyId: string): RegimeId {
  const known: Record<string, RegimeId> = {
    "cn-bank-card": "cn",
    "us-reg-f": "us",
    "uk-conc": "uk",
  };
  return known[policyId] ?? "strict";
}

const from8to21 = { fromMinute: 8 * 60, toMinute: 21 * 60 };

/** More than 7 calls in 7 days, or one within 7 days of a conversation, is presumed too much. */
function callCaps(inSevenDays: ContactRule, afterConversation: ContactRule): ContactCap[] {
  const call = { channels: ["call"], per: "debt", days: 7 } as const;
  return [
    { ...call, rule: afterConversation, counts: "conversations", limit: 1 },
    { ...call, rule: inSevenDays, counts: "attempts", limit: 7 },
  ];
}

function conversationCap(rule: ContactRule): ContactCap {
  const spoken = { counts: "conversations", per: "debtor", limit: 3, days: 1 } as const;
  return { rule, channels: ["call", "visit"], ...spoken };
}

/** domain.md §9: examples for an operator to edit; none is legal advice. */
export const regimes: Readonly<Record<RegimeId, ContactRegime>> = {
  cn: {
    kept: "cn-rules-kept",
    hours: { fromMinute: 8 * 60, toMinute: 22 * 60, rule: "cn-hours" },
    caps: [conversationCap("cn-conversations-a-day")],
    consentChannels: [],
    timeBarred: { rule: "cn-time-barred", stops: "legal-steps" },
  },
  us: {
    kept: "us-rules-kept",
    hours: { ...from8to21, rule: "us-hours" },
    caps: callCaps("us-calls-in-7-days", "us-call-after-conversation"),
    consentChannels: [],
    timeBarred: { rule: "us-time-barred", stops: "legal-steps" },
  },
  uk: {
    kept: "uk-rules-kept",
    hours: { ...from8to21, rule: "uk-hours" },
    caps: [],
    consentChannels: [],
    timeBarred: { rule: "uk-time-barred", stops: "everything" },
  },
  strict: {
    kept: "strict-rules-kept",
    hours: { ...from8to21, rule: "strict-hours" },
    caps: [
      ...callCaps("strict-calls-in-7-days", "strict-call-after-conversation"),
      conversationCap("strict-conversations-a-day"),
    ],
    consentChannels: [],
    timeBarred: { rule: "strict-time-barred", stops: "everything" },
  },
};
