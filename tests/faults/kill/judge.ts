import type { Acknowledged } from "./payment-log.ts";

/** A payment as the books have it. */
export interface BookedPayment {
  readonly id: string;
  readonly accountRef: string;
  readonly amountMinor: number;
  readonly onceKey: string;
  /** The Idempotency-Key or the provider's session that it came by; null: by neither. */
  readonly key: string | null;
}

export interface BookedAccount {
  readonly ref: string;
  readonly openingMinor: number;
  /** What the API says is owed. */
  readonly balanceMinor: number;
  /** Numbers of the events, in order. */
  readonly eventNumbers: readonly number[];
  /** The payments that events told of, by id. */
  readonly toldOf: readonly string[];
}

export interface Books {
  readonly payments: readonly BookedPayment[];
  readonly accounts: readonly BookedAccount[];
  /** Postings whose lines do not sum to 0. */
  readonly unbalanced: readonly string[];
  /** Events that have no place in the feed yet. */
  readonly unplaced: number;
  /** Differences that the product itself reported. */
  readonly breaks: readonly string[];
}

/**
 * Holds the books to the payers' log: every acknowledged payment is there exactly once and as it
 * was made, nothing else is, and all sums follow. Answers one sentence a fault.
 */
export function judge(log: readonly Acknowledged[], books: Books): string[] {
  return [
    ...log.flatMap((payment) => missingOrOther(payment, books.payments)),
    ...unasked(log, books.payments),
    ...doubled(
      "key",
      books.payments.map(({ onceKey }) => onceKey),
    ),
    ...books.unbalanced.map((id) => `posting ${id} does not sum to 0`),
    ...books.accounts.flatMap((account) => ofAccount(account, log, books.payments)),
    ...(books.unplaced > 0 ? [`${books.unplaced} events have no place in the feed`] : []),
    ...books.breaks.map((what) => `reported by the product itself: ${what}`),
  ];
}

function missingOrOther(
  { key, accountRef, amountMinor, paymentId }: Acknowledged,
  payments: readonly BookedPayment[],
): string[] {
  const found = payments.filter((payment) => payment.key === key);
  const [first] = found;
  if (first === undefined) return [`acknowledged and not in the books: ${key}`];
  if (found.length > 1) return [`in the books ${found.length} times: ${key}`];
  const same =
    first.accountRef === accountRef &&
    first.amountMinor === amountMinor &&
    (paymentId === null || first.id === paymentId);
  return same ? [] : [`in the books as another payment: ${key}`];
}

function unasked(log: readonly Acknowledged[], payments: readonly BookedPayment[]): string[] {
  const made = new Set(log.map(({ key }) => key));
  return payments
    .filter(({ key }) => key === null || !made.has(key))
    .map(({ id, key }) => `in the books and acknowledged to nobody: ${key ?? id}`);
}

function doubled(what: string, values: readonly string[]): string[] {
  const seen = new Set<string>();
  const twice = values.filter((value) => seen.size === seen.add(value).size);
  return [...new Set(twice)].map((value) => `${what} ${value} is there twice`);
}

function ofAccount(
  account: BookedAccount,
  log: readonly Acknowledged[],
  payments: readonly BookedPayment[],
): string[] {
  const { ref, openingMinor, balanceMinor, eventNumbers, toldOf } = account;
  const mine = log.filter(({ accountRef }) => accountRef === ref);
  const paidMinor = mine.reduce((sum, { amountMinor }) => sum + amountMinor, 0);
  const faults: string[] = [];
  if (balanceMinor !== openingMinor - paidMinor) {
    faults.push(
      `${ref} owes ${balanceMinor}, opening less payments is ${openingMinor - paidMinor}`,
    );
  }
  const gap = eventNumbers.findIndex((number, index) => number !== index + 1);
  if (gap >= 0) faults.push(`${ref} has event ${eventNumbers[gap]} in place of ${gap + 1}`);
  const booked = payments.filter(({ accountRef }) => accountRef === ref).map(({ id }) => id);
  const told = new Set(toldOf);
  for (const id of booked) if (!told.has(id)) faults.push(`payment ${id} has no event`);
  const known = new Set(booked);
  for (const id of told) if (!known.has(id)) faults.push(`an event tells of no payment: ${id}`);
  return [...faults, ...doubled("the event of payment", toldOf)];
}
