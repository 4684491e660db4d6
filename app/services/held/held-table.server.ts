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
