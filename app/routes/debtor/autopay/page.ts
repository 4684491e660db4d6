import type { Currency } from "#app/domain/money/currency.ts";
import type { CalendarDate } from "#app/domain/primitives/date.ts";
import type { Locale } from "#app/i18n/locale.ts";

export interface Card {
  readonly id: string;
  readonly brand: string | null;
  readonly last4: string | null;
  readonly expMonth: number | null;
  readonly expYear: number | null;
}

/** Automatic payment of a debtor's own plan, as its page shows it; minor units. */
export interface OwnPlanPage {
  readonly accountId: string;
  readonly currency: Currency;
  readonly state: "on" | "stopped" | "off";
  readonly reason: string | null;
  readonly next: {
    readonly n: number;
    readonly on: CalendarDate;
    readonly amountMinor: bigint;
  } | null;
  readonly held: boolean;
  readonly arrearsMinor: bigint;
  /** When some of it is charged by itself once more. */
  readonly arrearsAgain: OwnPlanPage["next"];
  readonly mayChargeArrears: boolean;
  readonly card: Card | null;
  readonly saved: readonly Card[];
  readonly tries: readonly {
    readonly key: string;
    readonly n: number;
    readonly on: string;
    readonly amountMinor: bigint;
    readonly state: "claimed" | "asked" | "succeeded" | "requires-payer" | "declined" | "dropped";
  }[];
  readonly mandate: {
    readonly texts: Readonly<Record<Locale, readonly string[]>>;
    readonly sha256: string;
  };
  readonly proven: boolean;
  readonly zone: string;
  readonly email: string | null;
  readonly phoneEnding: string | null;
  readonly sent: { readonly channel: "email" | "sms"; readonly expiresAt: number } | null;
}
