import type { PostingRow } from "#app/db/stores/postings.server.ts";
import type { Movement } from "#app/domain/ledger/account.ts";
import { type Components, componentNames, totalOf } from "#app/domain/money/components.ts";
import { calendarDate } from "#app/domain/primitives/date.ts";
import { withResplits } from "./whole-posting.server.ts";

/**
 * Postings of an account as the replay reads them. A payment that was split anew is read as it is
 * split now; what a hold gave back of a plan's charge comes with the charge, before the money of
 * that day. What went back of a payment (refund, chargeback, credit moved away) is undone with the
 * split that was posted, or as it is split now; the reversal of one of those is money again. Money
 * in suspense moves no receivable, so it is no movement.
 */
export function postedMovements(postings: readonly PostingRow[]): Movement[] {
  let creditMinor = 0n;
  return besideCharges(withResplits(postings)).flatMap(({ posting, backs, ofCharge }) => {
    const kind = movementKind(posting);
    if (kind === null) return [];
    const split = absolute(posting);
    const shownMinor = creditShown(posting, creditMinor);
    creditMinor += posting.credit > 0n ? posting.credit : -shownMinor;
    const amountMinor = totalOf(split) + shownMinor;
    if (amountMinor === 0n) return [];
    const reference = posting.reverses ?? posting.id;
    const on = calendarDate(posting.effectiveOn);
    const isPlans = posting.kind === "charge" && (posting.rule?.startsWith("plan:") ?? false);
    const heldMinor = backs.reduce((sum, { amount }) => sum + amount, 0n);
    const ofPlan = isPlans || ofCharge;
    const facts = { on, kind, amountMinor, component: null, split, reference };
    return [{ ...facts, ofPlan, ...(heldMinor > 0n ? { heldMinor } : {}) }];
  });
}

interface Placed {
  readonly posting: PostingRow;
  /** What holds gave back of it. */
  readonly backs: readonly PostingRow[];
  /** It is such a part itself, and stands right after its charge. */
  readonly ofCharge: boolean;
}

function besideCharges(postings: readonly PostingRow[]): readonly Placed[] {
  const ids = new Set(postings.map(({ id }) => id));
  const isBack = (posting: PostingRow) => ids.has(givenBackOf(posting) ?? "");
  const all = postings.filter(isBack);
  return postings
    .filter((posting) => !isBack(posting))
    .flatMap((posting): Placed[] => {
      const backs = all.filter((one) => givenBackOf(one) === posting.id);
      const after = backs.map((one) => ({ posting: one, backs: [], ofCharge: true }));
      return [{ posting, backs, ofCharge: false }, ...after];
    });
}

/** The charge that a posting gives a part of back: "held-charge:<charge>:…". */
function givenBackOf({ onceKey }: PostingRow): string | null {
  const [what, charge = null] = onceKey?.split(":") ?? [];
  return what === "held-charge" ? charge : null;
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
