import type { CalendarDate } from "../primitives/date.ts";

/** domain.md §6 */
export const holdKinds = [
  "dispute",
  "breathing-space",
  "vulnerability",
  "agreed-plan",
  "bankruptcy",
  "deceased",
  "legal",
  "identity-fraud",
  "manual",
] as const;
export type HoldKind = (typeof holdKinds)[number];

export const holdEffects = ["interest", "notices", "autopay", "offers", "collection"] as const;
export type HoldEffect = (typeof holdEffects)[number];

/** A dated reason on an account, in force over [from, to); `to` null: until ended. */
export interface Hold {
  readonly kind: HoldKind;
  readonly from: CalendarDate;
  readonly to: CalendarDate | null;
  readonly effects: readonly HoldEffect[];
}
