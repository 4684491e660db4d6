/** Every fact that leaves for the system of record (domain.md §10), with its version. */
export const eventVersions = {
  "link.sent": 1,
  "link.opened": 1,
  "identity.verified": 1,
  "identity.locked": 1,
  "plan.proposed": 1,
  "plan.agreed": 1,
  "plan.changed": 1,
  "plan.broken": 1,
  "plan.completed": 1,
  "plan.reopened": 1,
  "plan.cancelled": 1,
  "payment.succeeded": 1,
  "payment.failed": 1,
  "payment.refunded": 1,
  "payment.reversed": 1,
  "payment.charged_back": 1,
  "adjustment.posted": 1,
  "hold.set": 1,
  "hold.ended": 1,
  "autopay.changed": 1,
  "contact.wrong_person": 1,
  "hardship.submitted": 1,
  "hardship.decided": 1,
  "dispute.opened": 1,
  "dispute.resolved": 1,
  "complaint.opened": 1,
  "complaint.resolved": 1,
  "contact.changed": 1,
  "preference.changed": 1,
  "message.received": 1,
  "survey.answered": 1,
} as const;

export type EventType = keyof typeof eventVersions;
export const eventTypes = Object.keys(eventVersions) as EventType[];

export function isEventType(text: string): text is EventType {
  return Object.hasOwn(eventVersions, text);
}

const money = [
  "payment.succeeded",
  "payment.refunded",
  "payment.reversed",
  "payment.charged_back",
  "adjustment.posted",
] as const satisfies readonly EventType[];

/** Whether an event of this type stands for a posting: its number enters the balance. */
export function movesMoney(type: EventType): boolean {
  return (money as readonly EventType[]).includes(type);
}
