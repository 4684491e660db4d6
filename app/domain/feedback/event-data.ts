import type { HardshipOutcome } from "../hardship/outcome.ts";
import type { HoldEffect, HoldKind } from "../holds/hold.ts";
import { formatAmount } from "../money/amount.ts";
import { type Component, type Components, componentNames } from "../money/components.ts";
import type { Currency } from "../money/currency.ts";
import type { CureReason } from "../plans/cure.ts";
import type { OfferInterest, OfferKind, ProposalAnswer } from "../plans/offer.ts";
import type { Frequency } from "../policy/policy.ts";
import type { CalendarDate } from "../primitives/date.ts";
import type { CaseOpenedData, CaseResolvedData } from "./case-data.ts";
import { type EventType, eventVersions } from "./event-type.ts";
import type { ContactChangedData, MessageReceivedData, SurveyData } from "./message-data.ts";

/** Major units as text ("683.00"), the currency beside it; moments in RFC 3339, UTC. */
type AmountText = string;
type MomentText = string;
type ComponentTexts = Readonly<Record<Component, AmountText>>;

/** A fact as it leaves: `data` is JSON as the feed and the webhooks carry it. */
export type EventFact = { [Type in EventType]: TypedFact<Type> }[EventType];
export interface TypedFact<Type extends EventType> {
  readonly type: Type;
  readonly version: (typeof eventVersions)[Type];
  readonly data: EventData<Type>;
}

/** What an event of a type carries; types of pages still to come carry any JSON object. */
export type EventData<Type extends EventType> = Type extends keyof KnownData
  ? KnownData[Type]
  : Readonly<Record<string, unknown>>;

/** Builds a fact in the version of its type. */
export function eventFact<Type extends EventType>(
  type: Type,
  data: EventData<Type>,
): TypedFact<Type> {
  return { type, version: eventVersions[type], data };
}

/** Components as an event carries them. */
export function componentTexts(parts: Components, currency: Currency): ComponentTexts {
  const pairs = componentNames.map((name) => [name, formatAmount(parts[name], currency)]);
  return Object.fromEntries(pairs) as Record<Component, AmountText>;
}

interface KnownData {
  readonly "link.sent": LinkData & { readonly channel: string; readonly expiresAt: MomentText };
  readonly "link.opened": LinkData;
  readonly "identity.verified": VisitData & {
    readonly level: 1 | 2;
    /** Kinds of the facts that matched, never the facts. */
    readonly facts: readonly string[];
    readonly code: boolean;
  };
  readonly "identity.locked": VisitData & {
    readonly lockedUntil: MomentText;
    readonly failures24h: number;
    readonly linkRevoked: boolean;
  };
  readonly "plan.proposed": ProposedData;
  readonly "plan.agreed": AgreedData;
  readonly "plan.changed": PlanChangedData;
  readonly "plan.broken": PlanEndData;
  readonly "plan.completed": PlanEndData;
  readonly "plan.reopened": ReopenedData;
  readonly "plan.cancelled": PlanEndData;
  readonly "payment.succeeded": PaymentData;
  readonly "payment.failed": MoneyData & { readonly attemptId: string; readonly reason: string };
  readonly "payment.refunded": ReturnedData;
  readonly "payment.reversed": ReturnedData;
  readonly "payment.charged_back": ReturnedData;
  readonly "adjustment.posted": AdjustmentData;
  readonly "hold.set": HoldSetData;
  readonly "hold.ended": HoldData & { readonly endedOn: CalendarDate; readonly endedBy: string };
  readonly "autopay.changed": AutopayData;
  readonly "hardship.submitted": HardshipSubmittedData;
  readonly "hardship.decided": HardshipDecidedData;
  readonly "contact.wrong_person": VisitData & { readonly channel: string };
  readonly "preference.changed": PreferenceData;
  readonly "contact.changed": ContactChangedData;
  readonly "message.received": MessageReceivedData;
  readonly "survey.answered": SurveyData;
  readonly "dispute.opened": CaseOpenedData;
  readonly "dispute.resolved": CaseResolvedData;
  readonly "complaint.opened": CaseOpenedData;
  readonly "complaint.resolved": CaseResolvedData;
}

/** Whose link it is: an account may have several debtors. */
interface LinkData {
  readonly linkId: string;
  readonly debtorRef: string;
}
interface VisitData {
  /** Null when the visit began with a letter's reference. */
  readonly linkId: string | null;
  readonly debtorRef: string;
}

interface MoneyData {
  readonly amount: AmountText;
  readonly currency: Currency;
}

interface ProposedData {
  readonly proposalId: string;
  readonly debtorRef: string;
  /** `withdrawn`: it waits for a person no longer; the reason says why. */
  readonly answer: ProposalAnswer["answer"] | "withdrawn";
  readonly reasons: readonly string[];
  readonly amount: AmountText | null;
  readonly currency: Currency;
  readonly frequency: Frequency;
  readonly firstDueOn: CalendarDate | null;
  readonly endOn: CalendarDate | null;
}

interface AgreedData {
  readonly planId: string;
  readonly debtorRef: string;
  readonly kind: OfferKind;
  readonly interest: OfferInterest;
  readonly frequency: Frequency | null;
  readonly currency: Currency;
  readonly toPay: AmountText;
  readonly waived: AmountText;
  readonly annualRate: string;
  readonly firstDueOn: CalendarDate;
  readonly lastDueOn: CalendarDate;
  readonly schedule: readonly {
    readonly n: number;
    readonly dueOn: CalendarDate;
    readonly amount: AmountText;
  }[];
  readonly agreementSha256: string;
  readonly signedAt: MomentText;
  /** Of a plan that was signed for several accounts at once: all of them, this one too. */
  readonly group?: { readonly id: string; readonly accountRefs: readonly string[] };
}

/** What an instalment, or the whole plan, became. */
interface PlanChangedData {
  readonly planId: string;
  readonly change: "moved" | "skipped" | "replaced";
  /** The instalment that was moved or skipped, and its dates; null: the whole plan. */
  readonly n: number | null;
  readonly from: CalendarDate | null;
  readonly to: CalendarDate | null;
  /** The plan that stands in its place: its own `plan.agreed` follows. */
  readonly replacedBy: string | null;
  readonly currency: Currency;
  /** Still to pay before and after the change. */
  readonly toPayBefore: AmountText;
  readonly toPayAfter: AmountText;
  readonly lastDueOn: CalendarDate;
  readonly schedule: AgreedData["schedule"];
}

interface PlanEndData {
  readonly planId: string;
  readonly on: CalendarDate;
  readonly reason: string;
  /** Paid towards the plan by then. */
  readonly paid: AmountText;
  readonly currency: Currency;
}

/** A plan that is in force again: a break that is undone, or a completion. */
interface ReopenedData extends PlanEndData {
  readonly reason: CureReason | "payment-reversed";
  /** Of a break: the day from which it is kept again, by the dates of the money. */
  readonly asOf?: CalendarDate;
  /** Payments that were told as counting towards no plan, and count towards this one now. */
  readonly counted?: readonly {
    readonly paymentId: string;
    readonly effectiveOn: CalendarDate;
    readonly amount: AmountText;
  }[];
  /** Of a completion: what is owed again that it had waived. */
  readonly waiverUndone?: AmountText;
}

interface PaymentData extends MoneyData {
  readonly paymentId: string;
  readonly effectiveOn: CalendarDate;
  readonly paidAt: MomentText;
  /** `elsewhere`: received by the collector and told to the portal. */
  readonly source: "portal" | "elsewhere";
  readonly method: string;
  readonly reference: string | null;
  readonly planId: string | null;
  readonly split: ComponentTexts;
  readonly credit: AmountText;
  readonly rule: string;
  readonly receiptNo: string;
  /** The order in which components were paid. */
  readonly order: readonly Component[];
  /** The balance on both sides of the payment, on the later of its day and the posting's. */
  readonly balanceBefore: ComponentTexts;
  readonly balanceAfter: ComponentTexts;
}

/** Money that went back; `split` is what each component rises by. */
interface ReturnedData extends MoneyData {
  readonly paymentId: string;
  readonly effectiveOn: CalendarDate;
  readonly split: ComponentTexts;
  readonly credit: AmountText;
  readonly reason: string;
  /** The refund or the dispute; absent for a payment that was taken back as a whole. */
  readonly reference?: string;
}

interface AdjustmentData extends MoneyData {
  readonly postingId: string;
  /**
   * `plan-interest` raises what is owed: what a plan itself charges on a due date.
   * `payment-resplit` neither raises nor lowers it: a payment meets more of some components and
   * less of others (negative in `split`) since interest that it had met is not charged any more
   * (`hold:` in `reason`), since money that is told late had met it before (`payment:`), since a
   * settlement that came back asked for less (`plan-completed:`), or since what went back of it and
   * came in again found something else owed (`chargeback-won:`, `refund-failed:`); what it does not
   * meet at all is `credit`. So for what had gone back of it, or mirrors it.
   */
  readonly kind:
    | "waiver"
    | "discount"
    | "interest-reversal"
    | "credit"
    | "plan-interest"
    | "payment-resplit";
  readonly effectiveOn: CalendarDate;
  readonly split: ComponentTexts;
  readonly reason: string;
  /** Of a `payment-resplit`: the payment, and how much of it becomes credit. */
  readonly paymentId?: string;
  readonly credit?: AmountText;
}

interface HoldData {
  readonly holdId: string;
  readonly kind: HoldKind;
}
interface HoldSetData extends HoldData {
  readonly from: CalendarDate;
  readonly to: CalendarDate | null;
  readonly effects: readonly HoldEffect[];
  readonly reason: string;
  readonly setBy: string;
}

/** No reason and no word: what a debtor said of their life stays in the case. */
interface HardshipSubmittedData {
  readonly hardshipId: string;
  readonly debtorRef: string;
  readonly evidenceFiles: number;
  /** Whether an affordability statement stands beside it. */
  readonly statement: boolean;
  readonly crisis: boolean;
  /** Who told it: the debtor here, or staff for a debtor who phoned. */
  readonly source: "debtor" | "staff";
  /** The promised day; null: decided at once. */
  readonly answerBy: MomentText | null;
}
interface HardshipDecidedData {
  readonly hardshipId: string;
  readonly debtorRef: string;
  readonly outcome: HardshipOutcome;
  readonly holdId: string | null;
  readonly from: CalendarDate | null;
  readonly to: CalendarDate | null;
  readonly monthlyAmount: AmountText | null;
  readonly currency: Currency;
  readonly months: number | null;
  readonly decidedBy: string;
}

/** No card is named: its digits can prove who somebody is. */
interface AutopayData {
  readonly autopayId: string;
  readonly planId: string;
  readonly debtorRef: string;
  readonly mandateId: string;
  readonly state: "on" | "stopped" | "off";
  readonly reason: string | null;
}

/** Only what changed is named. */
interface PreferenceData {
  readonly debtorRef: string;
  readonly locale?: string;
  readonly refusedChannels?: readonly string[];
  /** Times of the debtor's day, "08:30"; null: any hour that the rules allow. */
  readonly contactHours?: { readonly from: string; readonly to: string } | null;
}
