import type { CaseRow, CaseWish } from "#app/db/stores/suspense-cases.server.ts";
import { isCurrency } from "#app/domain/money/currency.ts";
import { err, ok, type Result } from "#app/domain/primitives/result.ts";
import type { Outcome } from "../payments/outcome.ts";
import type { ProviderRefund } from "../payments/provider-refund.ts";
import type { Runtime } from "../ports.ts";

/** Whether what is wished of money in suspense is the provider's to do. */
export function throughProvider(one: CaseRow, wish: CaseWish): boolean {
  return wish.act === "return" && one.source === "stripe" && isCurrency(one.currency);
}

/** Longer than a call to the provider takes with its further tries. */
const patienceMs = 120_000;

/** Whether somebody may be asking the provider just now. */
export function isBeingAsked(runtime: Runtime, { askedAt }: CaseWish): boolean {
  return askedAt !== undefined && runtime.clock.now() < askedAt + patienceMs;
}

/**
 * Gives a case's money back where that is the provider's to do, under a key of its own. Answers
 * what the wish's note says afterwards: the provider's number of the refund.
 */
export async function giveBack(
  runtime: Runtime,
  one: CaseRow,
  wish: CaseWish,
): Promise<Result<string, "provider-refused" | "provider-unsure">> {
  const { currency } = one;
  if (!throughProvider(one, wish) || !isCurrency(currency)) return ok(wish.note);
  const outcome = await runtime.payments.refund({
    refundId: one.id,
    idempotencyKey: `refund:${one.id}:create`,
    chargeRef: one.reference,
    amountMinor: one.amount,
    currency,
    duplicate: false,
  });
  const made = outcome.kind === "refused" ? await madeBefore(runtime, one, outcome) : outcome;
  if (made.kind === "ok" && made.value.status !== "failed") return ok(made.value.id);
  runtime.log.warn({ caseId: one.id, outcome: made }, "money in suspense not given back");
  return err(made.kind === "unknown" ? "provider-unsure" : "provider-refused");
}

type Refunded = Outcome<ProviderRefund>;

/** A refusal may mean that it was done already, under a key that the provider has forgotten. */
async function madeBefore(runtime: Runtime, one: CaseRow, refusal: Refunded): Promise<Refunded> {
  const all = await runtime.payments.listRefunds(one.reference);
  if (all.kind === "unknown") return all;
  const ours =
    all.kind === "ok" ? all.value.find(({ refundId }) => refundId === one.id) : undefined;
  return ours === undefined ? refusal : { kind: "ok", value: ours };
}
