import type { Tx } from "#app/db/database.server.ts";
import { type AccountRow, findAccount } from "#app/db/stores/accounts.server.ts";
import { appendAudit } from "#app/db/stores/audit.server.ts";
import { insertLinks } from "#app/db/stores/links.server.ts";
import type { ContactRule } from "#app/domain/notices/rule.ts";
import { err, ok, type Result } from "#app/domain/primitives/result.ts";
import { actorName, worksIn } from "../act.server.ts";
import type { Actor } from "../actor.ts";
import { liableDebtor } from "../debtors/liable-debtor.server.ts";
import { loadPortfolio, type Portfolio } from "../portfolios/load-portfolio.server.ts";
import type { Runtime } from "../ports.ts";
import { insist } from "../staff/permissions.server.ts";
import {
  type LinkChannel,
  type LinkFault,
  type PreparedLink,
  prepareLink,
} from "./prepare-link.server.ts";
import { sendLink } from "./send-link.server.ts";

export interface LinkWish {
  readonly accountId: string;
  /** Absent: the account's first debtor. */
  readonly debtorId?: string;
  /** `none`: the caller hands the URL over. */
  readonly channel: LinkChannel;
  /** Default 30. */
  readonly ttlDays?: number;
}

export interface IssuedLink {
  readonly id: string;
  /** Seen once: only the token's hash is kept. */
  readonly url: string;
  readonly expiresAt: Date;
  /** The contact rule that allowed the sending; null for `none`. */
  readonly rule: ContactRule | null;
}

/** Makes a secret link to a debtor's page and, but for `none`, sends it if the rules allow. */
export async function issueLink(
  runtime: Runtime,
  actor: Actor,
  wish: LinkWish,
): Promise<Result<IssuedLink, LinkFault>> {
  insist(actor, "links:send");
  return runtime.db.transaction(async (tx) => {
    const account = await findAccount(tx, wish.accountId);
    if (account === null || !worksIn(actor, account.portfolioId)) return notFound;
    if (account.status !== "open") return err({ reason: "account-not-open" });
    const debtor = await liableDebtor(tx, account.id, wish.debtorId ?? account.debtorId);
    if (debtor === null) return notFound;
    const portfolio = await loadPortfolio(tx, account.portfolioId);
    const link = prepareLink(runtime, actor, { account, debtor, ...wish });
    const sent = await sendLink(runtime, tx, { portfolio, debtor, account, link });
    if (!sent.ok) return sent;
    await insertLinks(tx, [{ ...link.row, sentAt: sent.value.sentAt }]);
    await audit(runtime, tx, actor, portfolio, account, link);
    const { id, expiresAt } = link.row;
    return ok({ id, url: link.url, expiresAt, rule: sent.value.rule });
  });
}

const notFound: Result<never, LinkFault> = err({ reason: "not-found" });

async function audit(
  runtime: Runtime,
  tx: Tx,
  actor: Actor,
  portfolio: Portfolio,
  account: AccountRow,
  link: PreparedLink,
): Promise<void> {
  await appendAudit(tx, {
    portfolioId: portfolio.id,
    actor: actorName(actor),
    action: "link.issued",
    subject: `account:${account.id}`,
    detail: { linkId: link.row.id, channel: link.row.channel, debtorId: link.row.debtorId },
    at: new Date(runtime.clock.now()),
  });
}
