import type { Components } from "#app/domain/money/components.ts";
import type { Currency } from "#app/domain/money/currency.ts";
import type { CalendarDate } from "#app/domain/primitives/date.ts";

/** A debt as a system of record states it: a row of a file, or a body of the API. Checked. */
export interface AccountInput {
  readonly ref: string;
  readonly debtor: DebtorInput;
  readonly currency: Currency;
  readonly asOf: CalendarDate;
  readonly components: Components;
  readonly minimumDueMinor: bigint;
  readonly delinquentSince: CalendarDate | null;
  /** The form of interfaces.md §5 `account.interest`; null: bears none. */
  readonly terms: TermsDocument | null;
  readonly product: string | null;
  readonly cardLast4: string | null;
  readonly originalCreditor: string | null;
  readonly openedOn: CalendarDate | null;
  readonly chargeOffOn: CalendarDate | null;
  readonly lastStatementOn: CalendarDate | null;
  readonly itemisation: Itemisation;
  readonly flags: readonly string[];
  /** Null: as it is; `open` when new. */
  readonly status: AccountStatus | null;
  /** References of other liable debtors of the portfolio; null: as they are. */
  readonly jointDebtorRefs: readonly string[] | null;
  /** Null: not said (domain.md §10). */
  readonly appliedThrough: bigint | null;
}

export type AccountStatus = "open" | "recalled" | "closed";

export type TermsDocument = Readonly<Record<string, unknown>>;

/** 12 CFR 1006.34(b)(3): the balance on a named date and what was paid or credited since. */
export interface Itemisation {
  readonly on: CalendarDate | null;
  readonly amountMinor: bigint | null;
  readonly paymentsMinor: bigint | null;
  readonly creditsMinor: bigint | null;
}

/** Null: not said; what is on file stays. */
export interface DebtorInput {
  readonly ref: string;
  readonly name: string;
  readonly dateOfBirth: CalendarDate | null;
  readonly idLast4: string | null;
  readonly postcode: string | null;
  readonly phone: string | null;
  readonly email: string | null;
  readonly address: string | null;
  readonly locale: string | null;
  readonly timeZone: string | null;
}

/** One reason to refuse a row: the column of interfaces.md §4, and a key. */
export interface RowFault {
  readonly column: string;
  readonly reason: string;
}
