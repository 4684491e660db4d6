import type { Queryable } from "../database.server.ts";

export interface AttemptLine {
  readonly id: string;
  readonly portfolioId: string | null;
  readonly debtorId: string | null;
  readonly linkId: string | null;
  readonly sessionId: string | null;
  /** "fact:<kind>", "code", "reference" */
  readonly factor: string;
  readonly outcome: "passed" | "failed" | "locked" | "expired";
  readonly addressMac: Buffer | null;
  readonly at: Date;
}

/** Records one attempt to prove who somebody is, right or wrong. */
export async function insertVerification(db: Queryable, line: AttemptLine): Promise<void> {
  await db.query(
    `insert into verification_attempt (id, portfolio_id, debtor_id, link_id, session_id, factor,
       outcome, address_mac, at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    [
      line.id,
      line.portfolioId,
      line.debtorId,
      line.linkId,
      line.sessionId,
      line.factor,
      line.outcome,
      line.addressMac,
      line.at,
    ],
  );
}

/** Wrong answers from an address since a moment: what slows it down, and never locks it. */
export async function failuresFrom(
  db: Queryable,
  addressMac: Buffer,
  since: Date,
): Promise<number> {
  const rows = await db.query<{ count: bigint }>(
    `select count(*) as count from verification_attempt
     where address_mac = $1 and at > $2 and outcome = 'failed'`,
    [addressMac, since],
  );
  return Number(rows[0]?.count ?? 0n);
}
