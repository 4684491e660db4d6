import type { SettlementBand } from "../policy/policy.ts";
import { addDays } from "../primitives/date.ts";
import { multiply, rational, round } from "../primitives/rational.ts";
import type { OfferInput } from "./input.ts";
import type { Offer } from "./offer.ts";
import { waivingOffer } from "./waiving.ts";

/**
 * A share of the balance, by days overdue, in level payments equally spaced until
 * `on + payWithinDays` (interfaces.md §5); the rest is waived. Null: no band reaches this account.
 */
export function settlementOffer(input: OfferInput): Offer | null {
  const { policy, on, balance } = input;
  const band = bandFor(policy.settlement, balance.daysOverdue);
  if (band === null) return null;
  const totalMinor = round(multiply(rational(balance.totalMinor), band.share), policy.rounding);
  if (totalMinor <= 0n) return null;
  const amounts = levelAmounts(totalMinor, paymentsOf(band));
  const payments = amounts.map((amountMinor, index) => {
    const days = Math.floor((band.payWithinDays * (index + 1)) / amounts.length);
    return { dueOn: addDays(on, days), amountMinor };
  });
  return waivingOffer(input, {
    kind: "settlement",
    payments,
    reasons: [`settlement-band:${band.fromDaysOverdue}`],
  });
}

/** The band with the highest `fromDaysOverdue` that the account has reached. */
function bandFor(bands: readonly SettlementBand[], daysOverdue: number): SettlementBand | null {
  let best: SettlementBand | null = null;
  for (const band of bands) {
    if (band.fromDaysOverdue > daysOverdue) continue;
    if (best === null || band.fromDaysOverdue > best.fromDaysOverdue) best = band;
  }
  return best;
}

/** No two payments fall on one day. */
function paymentsOf(band: SettlementBand): number {
  return Math.max(1, Math.min(band.maxPayments, band.payWithinDays));
}

/** At most `count` level amounts in minor units, the last one the remainder and never zero. */
function levelAmounts(totalMinor: bigint, count: number): bigint[] {
  const levelMinor = (totalMinor + BigInt(count) - 1n) / BigInt(count);
  const amounts: bigint[] = [];
  for (let restMinor = totalMinor; restMinor > 0n; restMinor -= levelMinor) {
    amounts.push(restMinor < levelMinor ? restMinor : levelMinor);
  }
  return amounts;
}
