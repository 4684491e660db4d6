import type { Stripe } from "stripe";
import { readOne } from "../api/read.ts";
import { newId } from "../ids.ts";
import { newTransaction } from "../objects/new-transaction.ts";
import { failPayout, midnight, payOut } from "../payouts/pay-out.ts";
import { invalid } from "../refusal.ts";
import { type Sandbox, seconds } from "../sandbox.ts";

/** What happens to the balance and on its way to the bank. */
export interface BalanceControl {
  /** Pays out at each midnight (UTC) of the simulator's clock, or only when told. */
  payouts(schedule: "daily" | "manual"): void;
  /** Pays out now what is available; with `all`, also what would come later. */
  payOutNow(all?: boolean): Stripe.Payout[];
  failPayout(payoutId: string): Stripe.Payout;
  /** Money moves in the balance without any payment; its source is nothing that can be read. */
  orphan(movement: SimulatedMovement): Stripe.BalanceTransaction;
  /** From now on everything is settled in this currency, at `rate` of it for one; null: no more. */
  settleIn(settlement: { currency: string; rate: number } | null): void;
}

export interface SimulatedMovement {
  amount: number;
  currency: string;
  /** `charge` with a charge that does not exist, unless another is named. */
  type?: Stripe.BalanceTransaction.Type;
}

export function balanceControl(sandbox: Sandbox): BalanceControl {
  return {
    payouts: (schedule) => {
      sandbox.memory.payoutsSince = schedule === "daily" ? midnight(sandbox) : null;
    },
    payOutNow: (all = false) => {
      const { transactions, payoutOf } = sandbox.memory;
      for (const one of Object.values(transactions)) {
        if (!all || payoutOf[one.id] !== undefined) continue;
        one.available_on = Math.min(one.available_on, seconds(sandbox));
      }
      return payOut(sandbox, seconds(sandbox));
    },
    failPayout: (id) => {
      const payout = readOne(sandbox.memory.payouts, id, "payout");
      if (payout.status === "failed") throw invalid("payout", "This payout has failed already.");
      failPayout(sandbox, payout);
      return payout;
    },
    orphan: ({ amount, currency, type = "charge" }) =>
      newTransaction(sandbox, {
        amount,
        currency,
        type,
        category: type === "charge" ? "charge" : "other_adjustment",
        source: type === "charge" ? newId("ch_") : null,
        description: "Orphan",
      }),
    settleIn: (settlement) => {
      if (settlement && !(settlement.rate > 0)) throw invalid("rate", "A rate is above zero.");
      sandbox.memory.settlement = settlement;
    },
  };
}
