import type { HoldKind } from "../holds/hold.ts";

/** Every rule that can allow or block a message, with where it comes from (domain.md §9). */
export const ruleSources = {
  "service-message": "service",
  "wrong-person": "15 USC 1692c(b); 信用卡业务监督管理办法 68",
  "recipient-not-liable": "信用卡业务监督管理办法 68",
  "contact-refused": "12 CFR 1006.6(c)",
  "channel-refused": "12 CFR 1006.6(e), 1006.14(h)",
  "consent-missing": "policy",
  "agreed-hours": "12 CFR 1006.6(b); GB/T 45251-2025",

  "cn-rules-kept": "GB/T 45251-2025",
  "cn-hours": "GB/T 45251-2025",
  "cn-conversations-a-day": "GB/T 45251-2025",
  "cn-time-barred": "policy",

  "us-rules-kept": "12 CFR 1006",
  "us-hours": "12 CFR 1006.6(b)",
  "us-calls-in-7-days": "12 CFR 1006.14(b)",
  "us-call-after-conversation": "12 CFR 1006.14(b)",
  "us-time-barred": "12 CFR 1006.26(b)",

  "uk-rules-kept": "FCA CONC 7",
  "uk-hours": "policy",
  "uk-time-barred": "FCA CONC 7.15",

  "strict-rules-kept": "policy",
  "strict-hours": "policy",
  "strict-calls-in-7-days": "policy",
  "strict-call-after-conversation": "policy",
  "strict-conversations-a-day": "policy",
  "strict-time-barred": "policy",
} as const satisfies Record<string, string>;

export type ContactRule = keyof typeof ruleSources | `hold:${HoldKind}`;

/** The provision behind a rule: "policy" for a house rule, "hold" for one that was set. */
export function sourceOf(rule: ContactRule): string {
  return rule.startsWith("hold:") ? "hold" : ruleSources[rule as keyof typeof ruleSources];
}
