import type { Queryable } from "#app/db/database.server.ts";
import {
  type EntryRow,
  findPosting,
  listEntries,
  listPostingsKeyed,
  type PostingRow,
} from "#app/db/stores/postings.server.ts";
import { assert } from "#app/domain/primitives/assert.ts";

/**
 * The rule of a posting that says how a payment, or what went back of one, is split since more was
 * told of later.
 */
export const resplitRule = "payment-resplit";

/** The once-key of such a posting: one a posting and cause, what was told later or came back. */
export const resplitKey = (postingId: string, causeId: string): string =>
  `resplit:${postingId}:${causeId}`;

/**
 * Postings with what later ones say of how money is split added to those that they are about, and
 * which stand alone no more. The order is kept.
 */
export function withResplits(postings: readonly PostingRow[]): readonly PostingRow[] {
  const later = postings.filter(({ rule }) => rule === resplitRule);
  if (later.length === 0) return postings;
  return postings
    .filter(({ rule }) => rule !== resplitRule)
    .map((posting) => {
      const own = later.filter(({ onceKey }) => onceKey.startsWith(resplitKey(posting.id, "")));
      return own.reduce(added, posting);
    });
}

/** A posting as it stands, with the entries of it and of what split it anew in one. */
export async function wholePosting(
  db: Queryable,
  id: string,
): Promise<{ readonly posting: PostingRow; readonly entries: readonly EntryRow[] }> {
  const own = await findPosting(db, id);
  assert(own !== null, `no posting ${id}`);
  const later = await listPostingsKeyed(db, own.accountId, resplitKey(id, ""));
  const [posting = own] = withResplits([own, ...later]);
  const sums = new Map<string, bigint>();
  for (const one of [own, ...later]) {
    for (const { ledgerAccount, amount } of await listEntries(db, one.id)) {
      sums.set(ledgerAccount, (sums.get(ledgerAccount) ?? 0n) + amount);
    }
  }
  const entries = [...sums].map(([ledgerAccount, amount]) => ({ ledgerAccount, amount }));
  return { posting, entries: entries.filter(({ amount }) => amount !== 0n) };
}

function added(posting: PostingRow, other: PostingRow): PostingRow {
  return {
    ...posting,
    principal: posting.principal + other.principal,
    interest: posting.interest + other.interest,
    penalty: posting.penalty + other.penalty,
    fees: posting.fees + other.fees,
    costs: posting.costs + other.costs,
    credit: posting.credit + other.credit,
  };
}
