import type Stripe from "stripe";
import type { MovementKind } from "#app/domain/payments/movement.ts";
import type { Outcome } from "#app/services/payments/outcome.ts";
import type {
  MovementPage,
  MovementsAsked,
  ProviderMovement,
} from "#app/services/payments/provider-books.ts";
import { currencyOf, fromStripeAmount } from "./amount.server.ts";
import { ask, mismatch } from "./ask.server.ts";
import type { Connection } from "./connection.server.ts";

/** One page of the balance; what was converted is asked for in the currency that was paid. */
export async function listBalanceTransactions(
  connection: Connection,
  { from, to, payout, cursor }: MovementsAsked,
): Promise<Outcome<MovementPage>> {
  const created = { gte: Math.floor(from / 1000), lte: Math.ceil(to / 1000) };
  const answer = await ask(async () =>
    connection.stripe.balanceTransactions.list({
      limit: 100,
      ...(payout === null ? { created } : { payout }),
      ...(cursor === null ? {} : { starting_after: cursor }),
    }),
  );
  if (answer.kind !== "ok") return answer;
  const { data, has_more: hasMore } = answer.value;
  if (!Array.isArray(data)) return mismatch("not a list of balance transactions");
  const movements: ProviderMovement[] = [];
  for (const one of data) {
    const read = await readMovement(connection, one);
    if (read.kind !== "ok") return read;
    movements.push(read.value);
  }
  const next = hasMore ? (movements.at(-1)?.id ?? null) : null;
  return { kind: "ok", value: { movements, next } };
}

async function readMovement(
  connection: Connection,
  one: Stripe.BalanceTransaction,
): Promise<Outcome<ProviderMovement>> {
  if (one.object !== "balance_transaction") return mismatch(`not a movement: ${one.object}`);
  const currency = currencyOf(one.currency);
  const amountMinor = fromStripeAmount(one.amount, currency);
  const feeMinor = fromStripeAmount(one.fee, currency);
  const netMinor = fromStripeAmount(one.net, currency);
  if (amountMinor === null || feeMinor === null || netMinor === null) {
    return mismatch(`movement ${one.id} has no whole amount`);
  }
  if (amountMinor - feeMinor !== netMinor) return mismatch(`movement ${one.id} does not add up`);
  const sourceRef = typeof one.source === "string" ? one.source : (one.source?.id ?? one.id);
  const kind = kindOf(one.type, sourceRef, amountMinor);
  const paid = await paidOf(connection, one.exchange_rate, sourceRef, {
    currency,
    minor: amountMinor,
  });
  if (paid.kind !== "ok") return paid;
  return {
    kind: "ok",
    value: {
      id: one.id,
      kind,
      type: one.type,
      sourceRef,
      currency,
      amountMinor,
      feeMinor,
      netMinor,
      paidCurrency: paid.value.currency,
      paidMinor: paid.value.minor,
      exchangeRate: one.exchange_rate === null ? null : String(one.exchange_rate),
      occurredAt: one.created * 1000,
    },
  };
}

const kinds: Readonly<Record<string, MovementKind>> = {
  charge: "charge",
  payment: "charge",
  refund: "refund",
  payment_refund: "refund",
  refund_failure: "refund-failed",
  payout: "payout",
  payout_failure: "payout",
  payout_cancel: "payout",
  stripe_fee: "fee",
  stripe_fx_fee: "fee",
  tax_fee: "fee",
};

/** A dispute moves money by adjustments that name it. */
function kindOf(type: string, sourceRef: string, amountMinor: bigint): MovementKind {
  if (type === "adjustment") {
    if (!/^(dp|du)_/.test(sourceRef)) return "adjustment";
    return amountMinor < 0n ? "dispute" : "dispute-reversed";
  }
  return kinds[type] ?? "other";
}

interface Paid {
  readonly currency: string;
  readonly minor: bigint;
}

/** What the payer saw of it; asked for only where the provider converted. */
async function paidOf(
  { stripe }: Connection,
  rate: number | null,
  sourceRef: string,
  settled: Paid,
): Promise<Outcome<Paid>> {
  if (rate === null) return { kind: "ok", value: settled };
  const read = readers.find(([form]) => form.test(sourceRef))?.[1];
  if (read === undefined) return { kind: "ok", value: settled };
  const answer = await ask(() => read(stripe, sourceRef));
  if (answer.kind === "refused" && answer.reason === "not-found") {
    return { kind: "ok", value: settled };
  }
  if (answer.kind !== "ok") return answer;
  const currency = currencyOf(answer.value.currency);
  const size = fromStripeAmount(answer.value.amount, currency);
  if (answer.value.id !== sourceRef || size === null) return mismatch(`not ${sourceRef}`);
  return { kind: "ok", value: { currency, minor: settled.minor < 0n ? -size : size } };
}

interface Priced {
  readonly id: string;
  readonly amount: number;
  readonly currency: string;
}

const readers: readonly (readonly [RegExp, (stripe: Stripe, id: string) => Promise<Priced>])[] = [
  [/^(ch|py)_/, (stripe, id) => stripe.charges.retrieve(id)],
  [/^(re|pyr)_/, (stripe, id) => stripe.refunds.retrieve(id)],
  [/^(dp|du)_/, (stripe, id) => stripe.disputes.retrieve(id)],
];
