import { appendAudit } from "#app/db/stores/audit.server.ts";
import { findContact, insertContact } from "#app/db/stores/contacts.server.ts";
import { type DebtorRow, listLiableDebtors } from "#app/db/stores/debtors.server.ts";
import { err, ok, type Result } from "#app/domain/primitives/result.ts";
import {
  type AccountName,
  accountByRef,
  type NameFault,
} from "../accounts/account-by-ref.server.ts";
import { actorName } from "../act.server.ts";
import type { KeyActor } from "../actor.ts";
import { loadPortfolio } from "../portfolios/load-portfolio.server.ts";
import type { Runtime } from "../ports.ts";
import { askContact } from "./ask-contact.server.ts";

/** A call, visit or letter that somebody made elsewhere (domain.md §9). */
export interface MadeContact {
  readonly account: AccountName;
  readonly channel: "call" | "visit" | "letter" | "email" | "sms";
  readonly at: Date;
  /** The debtor was spoken to. */
  readonly conversation: boolean;
  /** One of several liable debtors; absent: the first. */
  readonly debtorRef?: string | undefined;
  /** Names it, so that telling twice counts it once. */
  readonly id: string;
}

export interface LoggedContact {
  readonly id: string;
  /** Whether the contact rules, asked now, would have let it happen, and which of them says so. */
  readonly allowed: boolean;
  readonly rule: string;
}

export type LogFault = NameFault | "unknown-debtor" | "at-in-future";

/** Counts a contact made elsewhere: the debtor may read it, and the caps know of it. */
export async function logContact(
  runtime: Runtime,
  actor: KeyActor,
  made: MadeContact,
): Promise<Result<LoggedContact, LogFault>> {
  const found = await accountByRef(runtime, actor, made.account);
  if (!found.ok) return found;
  const account = found.value;
  const now = new Date(runtime.clock.now());
  if (made.at.getTime() > now.getTime() + 60_000) return err("at-in-future");
  const debtors = await listLiableDebtors(runtime.db, account.id);
  const debtor = made.debtorRef === undefined ? debtors[0] : byRef(debtors, made.debtorRef);
  if (debtor === undefined) return err("unknown-debtor");
  const portfolio = await loadPortfolio(runtime.db, account.portfolioId);
  return runtime.db.transaction(async (tx) => {
    const known = await findContact(tx, made.id);
    if (known !== null) return ok(known);
    const { channel } = made;
    const notice = { class: "contact", aim: "demand" } as const;
    const wish = { portfolio, debtor, accountId: account.id, channel, notice };
    const { allowed, rule } = await askContact(runtime, tx, wish);
    await insertContact(tx, {
      id: made.id,
      portfolioId: portfolio.id,
      debtorId: debtor.id,
      accountId: account.id,
      channel,
      class: "contact",
      kind: made.conversation ? "conversation" : "attempt",
      toMasked: "***",
      allowed,
      rule,
      state: "logged",
      locale: debtor.locale,
      sealed: null,
      tries: 0,
      at: made.at,
      sentAt: null,
    });
    await appendAudit(tx, {
      portfolioId: portfolio.id,
      actor: actorName(actor),
      action: "contact.logged",
      subject: `account:${account.id}`,
      detail: { contactId: made.id, channel, rule, allowed },
      at: now,
    });
    return ok({ id: made.id, allowed, rule });
  });
}

const byRef = (debtors: readonly DebtorRow[], ref: string) =>
  debtors.find((debtor) => debtor.ref === ref);
