import type { Queryable } from "../database.server.ts";

export interface StaffRow {
  readonly id: string;
  readonly email: string;
  readonly name: string;
  readonly role: "collector" | "customer-service" | "supervisor" | "administrator" | "auditor";
  readonly portfolioIds: readonly string[];
  readonly passwordHash: string;
  /** Sealed TOTP secret; null until enrolled. */
  readonly totp: Buffer | null;
  readonly totpStep: bigint;
  readonly locale: string;
  readonly disabledAt: Date | null;
}

const columns = `id, email, name, role, portfolio_ids as "portfolioIds",
  password_hash as "passwordHash", totp, totp_step as "totpStep", locale,
  disabled_at as "disabledAt"`;

/** By address, in any case. */
export async function findStaffByEmail(db: Queryable, email: string): Promise<StaffRow | null> {
  const text = `select ${columns} from staff where lower(email) = lower($1)`;
  const rows = await db.query<StaffRow>(text, [email]);
  return rows[0] ?? null;
}

export async function findStaff(db: Queryable, id: string): Promise<StaffRow | null> {
  const rows = await db.query<StaffRow>(`select ${columns} from staff where id = $1`, [id]);
  return rows[0] ?? null;
}

/** Inserts a member of staff; false when the address is taken. */
export async function insertStaff(db: Queryable, row: StaffRow): Promise<boolean> {
  const rows = await db.query(
    `insert into staff (id, email, name, role, portfolio_ids, password_hash, totp, locale)
     values ($1, $2, $3, $4, $5, $6, $7, $8) on conflict do nothing returning id`,
    [
      row.id,
      row.email,
      row.name,
      row.role,
      row.portfolioIds,
      row.passwordHash,
      row.totp,
      row.locale,
    ],
  );
  return rows.length === 1;
}

/** Uses up a step of the authenticator; false when it, or a later one, was used before. */
export async function takeTotpStep(db: Queryable, id: string, step: bigint): Promise<boolean> {
  const rows = await db.query(
    "update staff set totp_step = $2 where id = $1 and totp_step < $2 returning id",
    [id, step],
  );
  return rows.length === 1;
}
