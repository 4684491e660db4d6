import { assert } from "../primitives/assert.ts";
import type { CalendarDate } from "../primitives/date.ts";

/** An instalment to be matched; a line of a schedule is one. Minor units. */
export interface DueInstalment {
  readonly n: number;
  readonly dueOn: CalendarDate;
  readonly amountMinor: bigint;
}

/** Money that counts towards a plan, by the date on which it is effective; never negative. */
export interface PlanPayment {
  readonly on: CalendarDate;
  readonly amountMinor: bigint;
}

export interface MatchedInstalment extends DueInstalment {
  readonly paidMinor: bigint;
  readonly status: "paid" | "part" | "unpaid";
  /** The day on which it was paid up; null while it is not. */
  readonly paidOn: CalendarDate | null;
}

export interface Matching {
  readonly instalments: readonly MatchedInstalment[];
  /** The oldest instalment that is not paid; null when all are. */
  readonly nextDue: MatchedInstalment | null;
  readonly paidMinor: bigint;
  readonly leftMinor: bigint;
  /** Money beyond the last instalment. */
  readonly beyondMinor: bigint;
}

/**
 * Matches payments to instalments, oldest first; early and part payments count (domain.md §5). An
 * instalment is paid when no more than the tolerance is missing. What is missing stays owed and is
 * filled first by the next payment, so tolerated shortfalls cannot add up unseen.
 */
export function matchPayments(
  schedule: readonly DueInstalment[],
  payments: readonly PlanPayment[],
  toleranceMinor: bigint,
): Matching {
  const ordered = [...payments].sort((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0));
  const totalMinor = ordered.reduce((sum, payment) => {
    assert(payment.amountMinor >= 0n, "a payment is not negative");
    return sum + payment.amountMinor;
  }, 0n);
  let dueMinor = 0n;
  const instalments = schedule.map((line) => {
    const before = dueMinor;
    dueMinor += line.amountMinor;
    const paidMinor = atMost(line.amountMinor, totalMinor - before);
    const isPaid = line.amountMinor - paidMinor <= toleranceMinor;
    const status = isPaid ? "paid" : paidMinor > 0n ? "part" : "unpaid";
    const paidOn = isPaid ? dayReaching(ordered, dueMinor - toleranceMinor) : null;
    const { n, dueOn, amountMinor } = line;
    return { n, dueOn, amountMinor, paidMinor, status, paidOn } as const;
  });
  const paidMinor = atMost(dueMinor, totalMinor);
  return {
    instalments,
    nextDue: instalments.find((line) => line.status !== "paid") ?? null,
    paidMinor,
    leftMinor: dueMinor - paidMinor,
    beyondMinor: totalMinor - paidMinor,
  };
}

/** The day on which payments first came to an amount; null: it took none. */
function dayReaching(ordered: readonly PlanPayment[], amountMinor: bigint): CalendarDate | null {
  let soFar = 0n;
  for (const payment of ordered) {
    soFar += payment.amountMinor;
    if (soFar >= amountMinor) return payment.on;
  }
  return null;
}

function atMost(wanted: bigint, there: bigint): bigint {
  if (there <= 0n) return 0n;
  return wanted < there ? wanted : there;
}
