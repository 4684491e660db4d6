import type { ShownHold, ShownStops } from "../holds/shown-holds.server.ts";

export type HeldRecord = Readonly<Record<string, unknown>>;

/** What a debtor may see of the accounts that they owe; ids of rows. */
export interface OwnEyes {
  /** Accounts that somebody else owes too. */
  readonly sharedAccounts: ReadonlySet<string>;
  /** Every hold of their accounts, as their pages show it. */
  readonly holds: ReadonlyMap<string, ShownHold>;
  /** By account: what they may know of holds that stopped a message. */
  readonly stops: ReadonlyMap<string, ShownStops>;
  /** Their own: what they paid, tried to pay and contested. */
  readonly payments: ReadonlySet<string>;
  readonly attempts: ReadonlySet<string>;
  readonly cases: ReadonlySet<string>;
}

/** A record as the debtor may see it; `row`: what stands in the table. */
export type HeldMask = (record: HeldRecord, row: HeldRecord, eyes: OwnEyes) => HeldRecord;

/** A column that stands sealed, and how it is opened. */
export interface HeldSeal {
  readonly column: string;
  /** The table of its binding, where it is not the row's own. */
  readonly binding?: string;
  /** Sealed bytes that hold JSON, not a sealed record. */
  readonly bytes?: true;
}

/** What is given out of one table; columns that are not named stay here. */
export interface HeldTable {
  /** The name in the file. */
  readonly section: string;
  readonly table: string;
  /** Which rows: $1 is the debtor, $2 the accounts that they owe. */
  readonly where: string;
  readonly columns: readonly string[];
  /** Minor units of the portfolio's currency; given out as text in major units. */
  readonly amounts?: readonly string[];
  readonly seals?: readonly HeldSeal[];
  /** What is another debtor's own in a row of a shared account, taken out of it. */
  readonly mask?: HeldMask;
  /** What a shown record says, where saying it again would tell of the other; else null. */
  readonly once?: (record: HeldRecord) => string | null;
  /** Columns that only the mask reads. */
  readonly reads?: readonly string[];
  /** The column that names the row in its seals, where it is not `id`. */
  readonly key?: string;
  readonly order: string;
}

/** The debtor's own rows. */
export const own = "debtor_id = $1";
/** Rows of an account, which everybody who owes it shares. */
export const shared = "account_id = any($2::uuid[])";

export const five = ["principal", "interest", "penalty", "fees", "costs"] as const;
export const sealed: readonly HeldSeal[] = [{ column: "sealed" }];
