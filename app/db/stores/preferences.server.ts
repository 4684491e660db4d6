import type { Queryable } from "../database.server.ts";

/** What a debtor said about being written to; staff and imports never change it. */
export interface PreferenceChange {
  readonly locale?: string;
  /** Channels refused: "email", "sms". */
  readonly optOut?: readonly string[];
}

/** Keeps what is named; the rest stays as it is. */
export async function setPreferences(
  db: Queryable,
  debtorId: string,
  { locale, optOut }: PreferenceChange,
  at: Date,
): Promise<void> {
  await db.query(
    `update debtor set locale = coalesce($2, locale), opt_out = coalesce($3::text[], opt_out),
       updated_at = $4 where id = $1`,
    [debtorId, locale ?? null, optOut ?? null, at],
  );
}
