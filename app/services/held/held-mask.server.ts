import type { EventData } from "#app/domain/feedback/event-data.ts";
import type { EventType } from "#app/domain/feedback/event-type.ts";
import { unknownStops } from "../holds/shown-holds.server.ts";
import type { HeldMask, HeldRecord, OwnEyes } from "./held-table.server.ts";

/** Why a hold stands is not another debtor's to know, nor until when: as the pages show it. */
export const maskHold: HeldMask = (record, row, { holds }) => {
  const hold = holds.get(String(row.id));
  const isOver = hold?.isOver ?? false;
  if (hold?.isNamed) return { ...record, isOver };
  return { ...record, kind: "manual", toOn: null, endedAt: null, isOver };
};

/** A hold that stopped a message may be another debtor's: it is not named then. */
export const maskContact: HeldMask = (record, row, eyes) => ({
  ...record,
  rule: stopsOf(eyes, row).rule(String(record.rule)),
});

/** Nor is it said when it ends, by the time at which the message is asked again. */
export const maskWaiting: HeldMask = (record, row, eyes) =>
  stopsOf(eyes, row).hidesEnd ? { ...record, notBefore: null } : record;

const stopsOf = ({ stops }: OwnEyes, row: HeldRecord) =>
  stops.get(String(row.account_id)) ?? unknownStops;

/** The collector's marks may be about the other debtor; one is about the debt itself. */
export const maskAccount: HeldMask = (record, row, { sharedAccounts }) => {
  if (!sharedAccounts.has(String(row.id)) || !Array.isArray(record.flags)) return record;
  return { ...record, flags: record.flags.filter((flag) => flag === "time-barred") };
};

/** What an answer took off the balance is shared; that it answered a complaint is not. */
export const maskPosting: HeldMask = (record, row, { cases }) => {
  const caseId = /^case:([^:]+):/.exec(String(row.once_key))?.[1];
  return caseId === undefined || cases.has(caseId) ? record : { ...record, rule: "case-answer" };
};

/** What another debtor told their bank of their own payment. */
export const maskQuestion: HeldMask = (record, row, eyes) =>
  isOthers(eyes, row, row.payment_id) ? { ...record, reason: null } : record;

/** The facts that were recorded of an account, without what another debtor alone is to know. */
export const maskEvent: HeldMask = (record, row, eyes) => {
  const data = record.data as HeldRecord;
  const mask: EventMask | undefined = masks[record.type as NamesNobody];
  return { ...record, data: withoutNames(mask ? mask(data, eyes, row) : data) };
};

/** Whether money of a shared account did not come from this debtor, as far as we know. */
function isOthers({ sharedAccounts, payments }: OwnEyes, row: HeldRecord, paymentId: unknown) {
  return sharedAccounts.has(String(row.account_id)) && !payments.has(String(paymentId));
}

/** Facts that do not say which debtor they are about: all who owe the account are given them. */
type NamesNobody = {
  [Type in EventType]: EventData<Type> extends { readonly debtorRef: string } ? never : Type;
}[EventType];

type EventMask = (data: HeldRecord, eyes: OwnEyes, row: HeldRecord) => HeldRecord;

const asItIs: EventMask = (data) => data;

/** Why a payment was taken back may be what its payer said. */
const ofPayment: EventMask = (data, eyes, row) =>
  isOthers(eyes, row, data.paymentId) ? without(data, ["reason", "reference"]) : data;

/** What staff noted as a hold's reason may be about another debtor, and is given to nobody. */
const ofHold: EventMask = (data, { holds }) => {
  const { reason: _reason, setBy: _setBy, endedBy: _endedBy, ...known } = data;
  if (holds.get(String(data.holdId))?.isNamed) return known;
  return {
    ...without(known, ["endedOn"]),
    kind: "manual",
    ...("to" in known && { to: null }),
  };
};

const masks: Readonly<Record<NamesNobody, EventMask>> = {
  "plan.changed": asItIs,
  "plan.broken": asItIs,
  "plan.completed": asItIs,
  "plan.reopened": asItIs,
  "plan.cancelled": asItIs,
  "payment.succeeded": ofPayment,
  "payment.failed": (data, { attempts }) =>
    attempts.has(String(data.attemptId)) ? data : without(data, ["reason"]),
  "payment.refunded": ofPayment,
  "payment.reversed": ofPayment,
  "payment.charged_back": ofPayment,
  "adjustment.posted": (data, { cases }) => {
    const caseId = /^(?:dispute|complaint):(.+)$/.exec(String(data.reason))?.[1];
    return caseId === undefined || cases.has(caseId) ? data : without(data, ["reason"]);
  },
  "hold.set": ofHold,
  "hold.ended": ofHold,
};

/** Only the space of a crisis is set again, with its end, which another debtor is not told. */
export const holdAsSet = ({ type, data }: HeldRecord): string | null =>
  type === "hold.set" ? JSON.stringify(data) : null;

function without(data: HeldRecord, names: readonly string[]): HeldRecord {
  return Object.fromEntries(Object.entries(data).filter(([name]) => !names.includes(name)));
}

/** Who of us decided is not told: staff are people too. */
function withoutNames(data: HeldRecord): HeldRecord {
  const { decidedBy } = data;
  return typeof decidedBy === "string" ? { ...data, decidedBy: decidedBy.split(":")[0] } : data;
}
