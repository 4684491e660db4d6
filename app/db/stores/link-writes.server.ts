import { type CopyValue, copyRows } from "../copy.server.ts";
import type { Tx } from "../database.server.ts";
import type { insertLinks } from "./links.server.ts";

const columns = [
  "id",
  "portfolio_id",
  "debtor_id",
  "account_id",
  "token_hash",
  "channel",
  "created_by",
  "created_at",
  "expires_at",
] as const;

/** Many links at once, as none of them is sent by us. */
export async function copyLinks(tx: Tx, links: Parameters<typeof insertLinks>[1]): Promise<void> {
  const rows = links.map((link): CopyValue[] => [
    link.id,
    link.portfolioId,
    link.debtorId,
    link.accountId,
    link.tokenHash,
    link.channel,
    link.createdBy,
    link.createdAt.toISOString(),
    link.expiresAt.toISOString(),
  ]);
  await copyRows(tx, "portal_link", columns, rows);
}
