import type { Tx } from "#app/db/database.server.ts";
import type { AccountRow } from "#app/db/stores/accounts.server.ts";
import { insertContact } from "#app/db/stores/contacts.server.ts";
import type { DebtorRow } from "#app/db/stores/debtors.server.ts";
import type { ContactRule } from "#app/domain/notices/rule.ts";
import { err, ok, type Result } from "#app/domain/primitives/result.ts";
import { dateInZone } from "#app/domain/primitives/zone.ts";
import { longDate } from "#app/i18n/dates.ts";
import { fallbackLocale, matchLocale } from "#app/i18n/locale.ts";
import { openPerson } from "../debtors/person.server.ts";
import { recordEvent } from "../feedback/record-event.server.ts";
import { askContact } from "../messages/ask-contact.server.ts";
import { noticeOf } from "../messages/notice-of.server.ts";
import { queueMessage } from "../messages/queue-message.server.ts";
import type { Portfolio } from "../portfolios/load-portfolio.server.ts";
import type { Runtime } from "../ports.ts";
import type { LinkFault, PreparedLink } from "./prepare-link.server.ts";

export interface LinkToSend {
  readonly portfolio: Portfolio;
  readonly debtor: DebtorRow;
  readonly account: AccountRow;
  readonly link: PreparedLink;
}

/** How a link goes out: the rule that allowed it; `sentAt` when it has left already. */
export interface LinkSending {
  /** Null for `none`: nobody is contacted. */
  readonly rule: ContactRule | null;
  readonly sentAt: Date | null;
}

/** Sends a link that is being made, by its channel, if the contact rules allow. */
export async function sendLink(
  runtime: Runtime,
  tx: Tx,
  what: LinkToSend,
): Promise<Result<LinkSending, LinkFault>> {
  const { channel } = what.link.row;
  if (channel === "none") return ok({ rule: null, sentAt: null });
  if (channel === "letter") return sendLetter(runtime, tx, what);
  const queued = await queueMessage(runtime, tx, {
    portfolio: what.portfolio,
    debtor: what.debtor,
    accountId: what.account.id,
    kind: "link",
    channel,
    params: { url: what.link.url, expires: expiryText(what) },
    linkId: what.link.row.id,
  });
  if (!queued.ok) return err({ reason: queued.error });
  const { allowed, rule, until } = queued.value;
  return allowed ? ok({ rule, sentAt: null }) : err({ reason: "blocked", rule, until });
}

function expiryText({ portfolio, debtor, link }: LinkToSend): string {
  const zone = debtor.timeZone ?? portfolio.timeZone;
  const locale = matchLocale(debtor.locale) ?? matchLocale(portfolio.locale) ?? fallbackLocale;
  return longDate(dateInZone(link.row.expiresAt.getTime(), zone), locale);
}

/** A letter is handed to whoever prints and posts it: it counts as sent when it leaves here. */
async function sendLetter(
  runtime: Runtime,
  tx: Tx,
  { portfolio, debtor, account, link }: LinkToSend,
): Promise<Result<LinkSending, LinkFault>> {
  if (openPerson(runtime, debtor).address === null) return err({ reason: "no-address" });
  const notice = noticeOf.link;
  const wish = { portfolio, debtor, accountId: account.id, channel: "letter", notice } as const;
  const decision = await askContact(runtime, tx, wish);
  const at = new Date(runtime.clock.now());
  await insertContact(tx, {
    id: runtime.ids.next(),
    portfolioId: portfolio.id,
    debtorId: debtor.id,
    accountId: account.id,
    channel: "letter",
    class: notice.class,
    kind: "link",
    toMasked: "***",
    allowed: decision.allowed,
    rule: decision.rule,
    state: decision.allowed ? "sent" : "blocked",
    locale: debtor.locale,
    sealed: null,
    tries: 0,
    at,
    sentAt: decision.allowed ? at : null,
  });
  if (!decision.allowed) {
    return err({ reason: "blocked", rule: decision.rule, until: decision.until });
  }
  await recordEvent(runtime, tx, {
    accountId: account.id,
    type: "link.sent",
    data: {
      linkId: link.row.id,
      debtorRef: debtor.ref,
      channel: "letter",
      expiresAt: link.row.expiresAt.toISOString(),
    },
  });
  return ok({ rule: decision.rule, sentAt: at });
}
