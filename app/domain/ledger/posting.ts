import { type Component, type Components, componentNames } from "../money/components.ts";
import { assert } from "../primitives/assert.ts";
import type { CalendarDate } from "../primitives/date.ts";

/**
 * Accounts of the ledger. `receivable:*` is what the debtor owes, by component; `credit:debtor` is
 * money owed to the debtor; `transfer` is credit between two accounts and sums to zero over them;
 * `snapshot` is the other side of what the system of record stated.
 */
export type LedgerAccount =
  | `receivable:${Component}`
  | `income:${Component}`
  | `cash:${string}`
  | "credit:debtor"
  | "transfer"
  | "suspense"
  | "waiver"
  | "snapshot";

/** One line of a posting in minor units: a debit is positive, a credit negative. */
export interface Entry {
  readonly account: LedgerAccount;
  readonly amountMinor: bigint;
}

export type PostingKind =
  | "opening"
  | "payment"
  | "refund"
  | "chargeback"
  | "transfer"
  | "suspense"
  | "interest"
  | "penalty"
  | "charge"
  | "waiver"
  | "credit"
  | "reversal";

/** A balanced set of entries; append-only, corrected only by a reversal (domain.md §1). */
export interface Posting {
  readonly kind: PostingKind;
  readonly on: CalendarDate;
  readonly reference: string | null;
  readonly entries: readonly Entry[];
}

/** Builds a posting from its entries, leaving out empty ones; asserts that it sums to zero. */
export function posting(
  kind: PostingKind,
  on: CalendarDate,
  reference: string | null,
  entries: readonly Entry[],
): Posting {
  const kept = entries.filter((entry) => entry.amountMinor !== 0n);
  const made = { kind, on, reference, entries: kept };
  assertBalanced(made);
  return made;
}

/** Asserts that a posting says something and that its debits equal its credits. */
export function assertBalanced({ kind, entries }: Posting): void {
  assert(entries.length >= 2, `a posting has two entries or more: ${kind}`);
  const sum = entries.reduce((total, entry) => total + entry.amountMinor, 0n);
  assert(sum === 0n, `a posting sums to zero: ${kind} is off by ${sum}`);
}

/** The posting that undoes another one, entry by entry. */
export function reversalOf(undone: Posting, on: CalendarDate, reference: string | null): Posting {
  const entries = undone.entries.map(({ account, amountMinor }) => ({
    account,
    amountMinor: -amountMinor,
  }));
  return posting("reversal", on, reference, entries);
}

/** Entries on `receivable:*`, one a component, multiplied by `sign`. */
export function receivables(parts: Components, sign: 1n | -1n): Entry[] {
  return componentNames.map((name) => ({
    account: `receivable:${name}`,
    amountMinor: sign * parts[name],
  }));
}
