import type { Tx } from "#app/db/database.server.ts";
import {
  type HouseAccount,
  type HousePosting,
  insertHousePosting,
} from "#app/db/stores/house-postings.server.ts";
import type { MovementRow } from "#app/db/stores/provider-movements.server.ts";
import type { MovementVerdict } from "#app/domain/payments/movement.ts";
import type { Runtime } from "../ports.ts";

/**
 * Books what a movement did beside the debtor's money: the provider's fee, a payout to our bank,
 * the change into another currency. So the till `cash:stripe` of both books together is the
 * provider's balance, in every currency.
 */
export async function postMovement(
  runtime: Runtime,
  tx: Tx,
  row: MovementRow,
  verdict: Exclude<MovementVerdict["kind"], "fault">,
  portfolioId: string | null,
): Promise<void> {
  const book = (line: Line) => post(runtime, tx, row, portfolioId, line);
  const { currency, paidCurrency } = row;
  if (verdict === "converted") {
    const paid = { kind: "conversion", part: "paid", other: "conversion" } as const;
    await book({ ...paid, currency: paidCurrency, tillMinor: -row.paidAmount });
    await book({ ...paid, part: "settled", currency, tillMinor: row.amount });
  }
  if (verdict === "ours") {
    const own = { part: "whole", currency, tillMinor: row.amount } as const;
    if (row.kind === "fee") await book({ ...own, kind: "fee", other: "provider-fees" });
    else await book({ ...own, kind: "payout", other: "cash:bank" });
  }
  const fee = { kind: "fee", part: "fee", other: "provider-fees" } as const;
  await book({ ...fee, currency, tillMinor: -row.fee });
}

interface Line {
  readonly kind: HousePosting["kind"];
  readonly part: string;
  readonly other: HouseAccount;
  readonly currency: string;
  /** What the provider's till gains; negative: gives. */
  readonly tillMinor: bigint;
}

async function post(
  runtime: Runtime,
  tx: Tx,
  row: MovementRow,
  portfolioId: string | null,
  { kind, part, other, currency, tillMinor }: Line,
): Promise<void> {
  if (tillMinor === 0n) return;
  const gains = tillMinor > 0n;
  await insertHousePosting(tx, {
    id: runtime.ids.next(),
    portfolioId,
    kind,
    effectiveOn: row.occurredAt.toISOString().slice(0, 10),
    currency,
    amount: gains ? tillMinor : -tillMinor,
    debit: gains ? `cash:${row.provider}` : other,
    credit: gains ? other : `cash:${row.provider}`,
    reference: row.sourceRef,
    onceKey: `${row.provider}:${row.id}:${part}`,
    recordedAt: new Date(runtime.clock.now()),
  });
}
