import type { Tx } from "#app/db/database.server.ts";
import { lockAccount, owesAccount } from "#app/db/stores/accounts.server.ts";
import { appendAudit } from "#app/db/stores/audit.server.ts";
import {
  countLivePayerLinks,
  insertPayerLink,
  type NewPayerLink,
} from "#app/db/stores/payer-links.server.ts";
import { type AmountRefusal, amountToPay, type PayChoice } from "#app/domain/payments/amounts.ts";
import {
  mostPayerLinks,
  payerLinkLifeMs,
  payerReference,
} from "#app/domain/payments/payer-link.ts";
import { err, ok, type Result } from "#app/domain/primitives/result.ts";
import { loadAccount } from "../accounts/account-state.server.ts";
import { isUuid } from "../accounts/is-uuid.server.ts";
import { actorName } from "../act.server.ts";
import type { DebtorActor } from "../actor.ts";
import { payNow } from "../payments/pay-question.server.ts";
import type { Runtime } from "../ports.ts";

export interface PayerLinkWish {
  readonly accountId: string;
  readonly choice: PayChoice;
  /** Minor units; read for the choice "other" alone. */
  readonly otherMinor: bigint | null;
  readonly locale: string;
}

/** The address is shown this once: only the token's hash is kept. */
export interface MadePayerLink {
  readonly url: string;
  readonly reference: string;
  readonly amountMinor: bigint;
  readonly expiresAt: number;
}

export type PayerLinkRefusal =
  | AmountRefusal["reason"]
  | "not-found"
  | "not-payable"
  | "links-refused"
  | "too-many-links";

/**
 * Makes a link by which somebody else pays an amount that the debtor fixes now: one payment, seven
 * days, revocable (domain.md §7). The payer sees brand, reference and amount, and nothing else.
 */
export async function makePayerLink(
  runtime: Runtime,
  actor: DebtorActor,
  wish: PayerLinkWish,
): Promise<Result<MadePayerLink, PayerLinkRefusal>> {
  const token = runtime.ids.token();
  const link = await runtime.db.transaction((tx) => store(runtime, tx, actor, wish, token));
  if (!link.ok) return link;
  const { reference, amount, expiresAt } = link.value;
  const url = `${runtime.settings.origin}/y/${token}`;
  return ok({ url, reference, amountMinor: amount, expiresAt: expiresAt.getTime() });
}

async function store(
  runtime: Runtime,
  tx: Tx,
  actor: DebtorActor,
  wish: PayerLinkWish,
  token: string,
): Promise<Result<NewPayerLink, PayerLinkRefusal>> {
  const { accountId } = wish;
  const inside = actor.level > 0 && isUuid(accountId);
  if (!inside || !(await owesAccount(tx, actor.debtorId, accountId))) return err("not-found");
  const row = await lockAccount(tx, accountId);
  if (row === null) return err("not-found");
  if (row.status !== "open") return err("not-payable");
  const loaded = await loadAccount(runtime, tx, row);
  if (loaded.portfolio.policy.payerLinks === "refused") return err("links-refused");
  const { question } = await payNow(runtime, tx, loaded);
  const amount = amountToPay(question, wish.choice, wish.otherMinor);
  if (!amount.ok) return err(amount.error.reason);
  const at = new Date(runtime.clock.now());
  if ((await countLivePayerLinks(tx, row.id, at)) >= mostPayerLinks) return err("too-many-links");
  const link: NewPayerLink = {
    id: runtime.ids.next(),
    portfolioId: row.portfolioId,
    accountId,
    debtorId: actor.debtorId,
    reference: payerReference(Buffer.from(runtime.ids.token(), "base64url")),
    tokenHash: runtime.sealer.hashToken(token),
    currency: row.currency,
    amount: amount.value,
    locale: wish.locale,
    createdAt: at,
    expiresAt: new Date(at.getTime() + payerLinkLifeMs),
  };
  await insertPayerLink(tx, link);
  await appendAudit(tx, {
    portfolioId: link.portfolioId,
    actor: actorName(actor),
    action: "payer-link.made",
    subject: `account:${accountId}`,
    detail: { payerLinkId: link.id, reference: link.reference, amountMinor: String(link.amount) },
    at,
  });
  return ok(link);
}
