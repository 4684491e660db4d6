import type { MessageKind, NoticeOf } from "./message-kind.ts";

const service = { class: "service" } as const;

/** A link asks for something; the rest answers what the debtor did, or what the law requires. */
export const noticeOf: NoticeOf = {
  link: { class: "contact", aim: "demand" },
  code: service,
  receipt: service,
  agreement: service,
  "plan-agreed": service,
  locked: service,
  "proposal-accepted": service,
  "proposal-declined": service,
};

export const messageKinds = Object.keys(noticeOf) as MessageKind[];
