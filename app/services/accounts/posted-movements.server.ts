import type { PostingRow } from "#app/db/stores/postings.server.ts";
import type { Movement } from "#app/domain/ledger/account.ts";
import { type Components, componentNames, totalOf } from "#app/domain/money/components.ts";
import { calendarDate } from "#app/domain/primitives/date.ts";

/**
 * Postings of an account as the replay reads them. What went back of a payment (refund,
 * chargeback, credit moved away) is undone with the split that was posted; the reversal of one of
 * those is money again. Money in suspense moves no receivable, so it is no movement.
 */
export function postedMovements(postings: readonly PostingRow[]): Movement[] {
  let creditMinor = 0n;
  return postings.flatMap((posting) => {
    const kind = movementKind(posting);
    if (kind === null) return [];
    const split = absolute(posting);
    const shownMinor = creditShown(posting, creditMinor);
    creditMinor += posting.credit > 0n ? posting.credit : -shownMinor;
    const amountMinor = totalOf(split) + shownMinor;
    if (amountMinor === 0n) return [];
    const reference = posting.reverses ?? posting.id;
    const on = calendarDate(posting.effectiveOn);
    const ofPlan = posting.kind === "charge" && (posting.rule?.startsWith("plan:") ?? false);
    return [{ on, kind, amountMinor, component: null, split, reference, ofPlan }];
  });
}

const givingBack: readonly string[] = ["refund", "chargeback", "transfer"];
const plain = ["payment", "credit", "charge", "reversal", "waiver"] as const;

function movementKind(posting: PostingRow): Movement["kind"] | null {
  if (givingBack.includes(posting.kind)) return "reversal";
  const lowers = totalOf(posting) + -posting.credit < 0n;
  if (posting.kind === "reversal" && lowers) return "payment";
  return plain.find((known) => known === posting.kind) ?? null;
}

/**
 * The part of a posting that is credit. What takes credit away that a snapshot has taken in since
 * takes nothing from what is shown after it.
 */
function creditShown({ credit }: PostingRow, sinceMinor: bigint): bigint {
  if (credit >= 0n) return credit;
  return -credit < sinceMinor ? -credit : sinceMinor;
}

function absolute(parts: Components): Components {
  const { principal, interest, penalty, fees, costs } = parts;
  const size = { principal, interest, penalty, fees, costs };
  for (const name of componentNames) if (size[name] < 0n) size[name] = -size[name];
  return size;
}
