import type { Queryable } from "../database.server.ts";

/** A line of the provider's balance, with the payout that it went into. Minor units as settled. */
export interface MovementLine {
  readonly id: string;
  readonly kind: string;
  readonly currency: string;
  readonly amount: bigint;
  readonly fee: bigint;
  readonly net: bigint;
  readonly payoutRef: string | null;
  readonly occurredAt: Date;
}

/** What the provider's balance says of a charge, its refunds and its disputes, oldest first. */
export async function listMovementsOf(
  db: Queryable,
  sourceRefs: readonly string[],
): Promise<readonly MovementLine[]> {
  return db.query<MovementLine>(
    `select id, kind, currency, amount, fee, net, payout_ref as "payoutRef",
       occurred_at as "occurredAt"
     from provider_movement where source_ref = any($1::text[]) order by occurred_at, id`,
    [sourceRefs],
  );
}
