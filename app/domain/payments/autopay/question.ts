import type { Hold } from "../../holds/hold.ts";
import type { AutopayRule } from "../../policy/autopay-rule.ts";
import type { CalendarDate } from "../../primitives/date.ts";
import type { InstantMs } from "../../primitives/zone.ts";
import type { DeclineKind } from "./decline.ts";

/** Everything that decides what autopay does next on a plan. Minor units. */
export interface AutopayQuestion {
  readonly nowMs: InstantMs;
  /** The portfolio's. */
  readonly timeZone: string;
  readonly rule: AutopayRule;
  /** Instalments due before this day are not charged unasked. */
  readonly startedOn: CalendarDate;
  readonly planOpen: boolean;
  readonly holds: readonly Hold[];
  /** Instalments that are not paid, oldest first. */
  readonly open: readonly OpenInstalment[];
  /** What is owed on the account: never more than that is taken. */
  readonly owedMinor: bigint;
  /** The provider takes nothing smaller, and only multiples of the step. */
  readonly minAmountMinor: bigint;
  readonly stepMinor: bigint;
  /** Tries with this authority, oldest first; those that were dropped unasked are left out. */
  readonly tries: readonly PastTry[];
  readonly notices: readonly GivenNotice[];
  /** Somebody is paying on the account, or nobody can say. */
  readonly paymentUnderWay: boolean;
}

export interface OpenInstalment {
  readonly n: number;
  readonly dueOn: CalendarDate;
  readonly leftMinor: bigint;
}

/** `kind` null: not known yet. A try that succeeded has paid its instalment, or a part of it. */
export interface PastTry {
  readonly n: number;
  readonly on: CalendarDate;
  readonly state: "pending" | "succeeded" | "failed";
  readonly kind: DeclineKind | null;
}

export interface GivenNotice {
  readonly n: number;
  readonly chargeOn: CalendarDate;
  readonly amountMinor: bigint;
}

/** `wait`: nothing to do before `untilMs`; null: not by time alone. */
export type AutopayStep =
  | { readonly do: "charge"; readonly n: number; readonly amountMinor: bigint }
  | {
      readonly do: "notify";
      readonly n: number;
      readonly chargeOn: CalendarDate;
      readonly amountMinor: bigint;
    }
  | { readonly do: "wait"; readonly untilMs: InstantMs | null }
  | { readonly do: "end"; readonly why: "plan-ended" };
