import { type Components, componentNames } from "../money/components.ts";
import type { CalendarDate } from "../primitives/date.ts";

/** A posting, by the number of the event that told the system of record of it. */
export interface NumberedPosting {
  readonly accountSeq: bigint;
}

/** The balance that the system of record stated, and the last event in it. */
export interface SnapshotInForce {
  readonly asOf: CalendarDate;
  readonly appliedThrough: bigint;
  readonly amounts: Components;
}

export interface ArrivingSnapshot {
  readonly asOf: CalendarDate;
  /** As it came; null when the row said nothing. */
  readonly appliedThrough: bigint | null;
  readonly amounts: Components;
}

export interface AccountNumbers {
  readonly postings: readonly NumberedPosting[];
  /** The number of the account's latest event; 0 before the first. */
  readonly lastSeq: bigint;
}

/**
 * `amounts-differ`: the same day and number with other amounts. `number-fell`: a newer day that
 * knows less. `number-ahead`: a number that no event has been given yet.
 */
export type SnapshotBreak = "amounts-differ" | "number-fell" | "number-ahead";

export type SnapshotChoice =
  | {
      readonly outcome: "applied";
      readonly snapshot: SnapshotInForce;
      readonly breaks: readonly SnapshotBreak[];
    }
  /** Kept, for it was said; not in the balance. */
  | { readonly outcome: "history"; readonly breaks: readonly SnapshotBreak[] }
  | { readonly outcome: "unchanged"; readonly breaks: readonly SnapshotBreak[] }
  | { readonly outcome: "refused"; readonly reason: "applied-through-missing" };

/**
 * Which of two snapshots the balance stands on (domain.md §10, "balance that never lies"), given
 * the one in force (null: none yet) and the one that arrives after it.
 *
 * - Without a number: 0 on the first; later it is refused while postings after the stored number
 *   exist, unless it repeats the one in force word for word, which says nothing new.
 * - Older day: history. Same day: the higher number; at equal numbers with other amounts the later
 *   arrival, and a break. Newer day with a lower number: applied, and a break.
 * - A number ahead of the account's last event counts as that event, and is a break: later postings
 *   are in no snapshot that came before them.
 */
export function chooseSnapshot(
  inForce: SnapshotInForce | null,
  arriving: ArrivingSnapshot,
  numbers: AccountNumbers,
): SnapshotChoice {
  const told = arriving.appliedThrough;
  const ahead = told !== null && told > numbers.lastSeq;
  const breaks: SnapshotBreak[] = ahead ? ["number-ahead"] : [];
  const number = ahead ? numbers.lastSeq : (told ?? inForce?.appliedThrough ?? 0n);
  const snapshot = { asOf: arriving.asOf, appliedThrough: number, amounts: arriving.amounts };
  if (inForce === null) return { outcome: "applied", snapshot, breaks };
  const sameAmounts = componentNames.every((n) => inForce.amounts[n] === arriving.amounts[n]);
  const repeats = sameAmounts && inForce.asOf === arriving.asOf;
  if (repeats && number === inForce.appliedThrough) return { outcome: "unchanged", breaks };
  if (told === null && countedPostings(numbers.postings, inForce.appliedThrough).length > 0) {
    return { outcome: "refused", reason: "applied-through-missing" };
  }
  if (arriving.asOf < inForce.asOf) return { outcome: "history", breaks };
  const fell = number < inForce.appliedThrough;
  if (arriving.asOf > inForce.asOf) {
    return { outcome: "applied", snapshot, breaks: fell ? [...breaks, "number-fell"] : breaks };
  }
  if (fell) return { outcome: "history", breaks };
  const differs = number === inForce.appliedThrough;
  return { outcome: "applied", snapshot, breaks: differs ? [...breaks, "amounts-differ"] : breaks };
}

/** The postings that a snapshot does not contain yet, and that its balance must add. */
export function countedPostings<Posting extends NumberedPosting>(
  postings: readonly Posting[],
  appliedThrough: bigint,
): Posting[] {
  return postings.filter((posting) => posting.accountSeq > appliedThrough);
}
