import type { Queryable } from "../database.server.ts";

export interface AuditLine {
  readonly portfolioId: string | null;
  /** "staff:<id>", "key:<id>", "debtor:<id>", "helper:<id>" or "system". */
  readonly actor: string;
  readonly action: string;
  readonly subject: string;
  readonly detail: unknown;
  readonly at: Date;
}

/** Appends who did or saw what; the database chains the lines and refuses changes. */
export async function appendAudit(db: Queryable, line: AuditLine): Promise<void> {
  await db.query(
    `insert into audit (at, portfolio_id, actor, action, subject, detail)
     values ($1, $2, $3, $4, $5, $6)`,
    [line.at, line.portfolioId, line.actor, line.action, line.subject, JSON.stringify(line.detail)],
  );
}
