import type { Queryable } from "../database.server.ts";

/** A difference that the books do not explain; the same kind and reference is raised once. */
export interface NewBreak {
  readonly id: string;
  readonly portfolioId: string | null;
  readonly accountId: string | null;
  /** "payment:amount-differs", "provider:unmatched" and the like. */
  readonly kind: string;
  readonly reference: string;
  readonly detail: unknown;
  readonly at: Date;
}

export async function raiseBreak(db: Queryable, one: NewBreak): Promise<void> {
  await db.query(
    `insert into break (id, portfolio_id, account_id, kind, reference, detail, raised_at)
     values ($1, $2, $3, $4, $5, $6, $7) on conflict (kind, reference) do nothing`,
    [
      one.id,
      one.portfolioId,
      one.accountId,
      one.kind,
      one.reference,
      JSON.stringify(one.detail),
      one.at,
    ],
  );
}
