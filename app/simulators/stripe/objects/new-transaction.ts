import type { Stripe } from "stripe";
import { newId } from "../ids.ts";
import { stripePlaces } from "../payments/amounts.ts";
import { type Sandbox, seconds } from "../sandbox.ts";

export interface Movement {
  /** In the currency of what moved, with its sign; the account may settle in another. */
  amount: number;
  currency: string;
  /** In the currency of what moved. */
  fee?: { amount: number; description: string };
  type: Stripe.BalanceTransaction.Type;
  category: string;
  source: string | null;
  description?: string | null;
  /** Seconds until it can be paid out. */
  availableIn?: number;
}

/** One movement of the account's balance. */
export function newTransaction(sandbox: Sandbox, movement: Movement): Stripe.BalanceTransaction {
  const convert = converter(sandbox, movement.currency);
  const amount = convert.of(movement.amount);
  const fee = convert.of(movement.fee?.amount ?? 0);
  const availableIn = movement.availableIn ?? 0;
  const transaction: Stripe.BalanceTransaction = {
    id: newId("txn_"),
    object: "balance_transaction",
    amount,
    available_on: seconds(sandbox) + availableIn,
    balance_type: "payments",
    created: seconds(sandbox),
    currency: convert.currency,
    description: movement.description ?? null,
    exchange_rate: convert.rate,
    fee,
    fee_details: movement.fee
      ? [
          {
            amount: fee,
            application: null,
            currency: convert.currency,
            description: movement.fee.description,
            type: "stripe_fee",
          },
        ]
      : [],
    net: amount - fee,
    reporting_category: movement.category,
    source: movement.source,
    status: availableIn > 0 ? "pending" : "available",
    type: movement.type,
  };
  sandbox.memory.transactions[transaction.id] = transaction;
  return transaction;
}

/** To the currency that the account settles in, when the control has set another. */
function converter(
  { memory: { settlement } }: Sandbox,
  from: string,
): { currency: string; rate: number | null; of: (amount: number) => number } {
  if (settlement === null || settlement.currency === from) {
    return { currency: from, rate: null, of: (amount) => amount };
  }
  const { currency, rate } = settlement;
  const factor = rate * 10 ** (stripePlaces(currency) - stripePlaces(from));
  // Half away from zero, and never -0, which JSON would write as 0.
  const of = (amount: number): number => Math.sign(amount) * Math.round(Math.abs(amount) * factor);
  return { currency, rate, of: (amount) => of(amount) + 0 };
}
