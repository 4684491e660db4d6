import type { MessageKind, NoticeOf } from "./message-kind.ts";

const service = { class: "service" } as const;
/** A date of a plan, or its end: contact rules apply, yet the hold of the plan itself does not. */
const reminder = { class: "contact", aim: "reminder" } as const;

/** A link asks for something; the rest answers what the debtor did, or what the law requires. */
export const noticeOf: NoticeOf = {
  link: { class: "contact", aim: "demand" },
  code: service,
  receipt: service,
  refund: service,
  "refund-failed": service,
  "payment-undone": service,
  "payment-back": service,
  agreement: service,
  "plan-agreed": service,
  "plan-reminder": reminder,
  "plan-missed": reminder,
  "plan-broken": reminder,
  "plan-over": reminder,
  "plan-cured": service,
  "plan-held": service,
  "plan-cancelled": service,
  "plan-moved": service,
  "plan-skipped": service,
  locked: service,
  "contact-changed": service,
  // The debtor asks us to write to somebody who helps, and hears of it too.
  "helper-invited": service,
  "helper-added": service,
  "message-received": service,
  "message-answered": service,
  // Nobody asked for it, so that every rule applies.
  "message-begun": { class: "contact", aim: "demand" },
  "proposal-accepted": service,
  "proposal-declined": service,
  "proposal-withdrawn": service,
  "hardship-received": service,
  "hardship-decided": service,
  "breathing-space": service,
  "case-opened": service,
  "case-asked": service,
  "case-extended": service,
  "case-held-over": service,
  "case-answered": service,
  // What the debtor's own authority asks for, and the notices that it promises.
  "autopay-on": service,
  "autopay-waits": service,
  "autopay-notice": service,
  "autopay-failed": service,
  "autopay-given-up": service,
  "autopay-needs-you": service,
  "autopay-stopped": service,
  "autopay-card-gone": service,
  "autopay-off": service,
};

export const messageKinds = Object.keys(noticeOf) as MessageKind[];
