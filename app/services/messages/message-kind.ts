import type { Notice } from "#app/domain/notices/contact.ts";

/** What a message says, and under which rules it goes (domain.md §9). */
export type MessageKind =
  | "link"
  | "code"
  | "receipt"
  | "agreement"
  | "plan-agreed"
  | "locked"
  | "proposal-accepted"
  | "proposal-declined";

export type NoticeOf = Readonly<Record<MessageKind, Notice>>;
