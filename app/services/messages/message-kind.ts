import type { Notice } from "#app/domain/notices/contact.ts";

/** What a message says, and under which rules it goes (domain.md §9). */
export type MessageKind =
  | "link"
  | "code"
  | "receipt"
  | "refund"
  | "refund-failed"
  | "agreement"
  | "plan-agreed"
  | "plan-reminder"
  | "plan-missed"
  | "plan-broken"
  | "plan-over"
  | "plan-cured"
  | "plan-cancelled"
  | "plan-moved"
  | "plan-skipped"
  | "locked"
  | "proposal-accepted"
  | "proposal-declined"
  | "hardship-received"
  | "hardship-decided"
  | "breathing-space"
  | "autopay-on"
  | "autopay-waits"
  | "autopay-notice"
  | "autopay-failed"
  | "autopay-given-up"
  | "autopay-needs-you"
  | "autopay-stopped"
  | "autopay-card-gone"
  | "autopay-off";

export type NoticeOf = Readonly<Record<MessageKind, Notice>>;
