import type { Tx } from "#app/db/database.server.ts";
import { insertContact } from "#app/db/stores/contacts.server.ts";
import type { DebtorRow } from "#app/db/stores/debtors.server.ts";
import { addJob } from "#app/db/stores/jobs.server.ts";
import type { WaitingWords } from "#app/db/stores/waiting-messages.server.ts";
import type { ContactRule } from "#app/domain/notices/rule.ts";
import type { PrintSize } from "#app/domain/notices/support.ts";
import { err, ok, type Result } from "#app/domain/primitives/result.ts";
import type { InstantMs } from "#app/domain/primitives/zone.ts";
import { maskEmail, phoneEnding } from "#app/domain/verification/mask.ts";
import { openPerson } from "../debtors/person.server.ts";
import { isDialable } from "../debtors/phone.server.ts";
import type { Portfolio } from "../portfolios/load-portfolio.server.ts";
import type { Attachment, Runtime, SealBinding } from "../ports.ts";
import { optOutUrl } from "../preferences/opt-out-token.server.ts";
import { printSizeFor } from "../support/print-size.server.ts";
import { askContact } from "./ask-contact.server.ts";
import type { MessageKind } from "./message-kind.ts";
import { noticeOf } from "./notice-of.server.ts";
import { renderMessage } from "./render-message.server.ts";
import { sendingJob } from "./sending-job.server.ts";

export interface OutgoingMessage {
  readonly portfolio: Portfolio;
  readonly debtor: DebtorRow;
  /** The debt that it is about; null: none in particular. */
  readonly accountId: string | null;
  readonly kind: MessageKind;
  readonly channel: "email" | "sms";
  /** BCP 47; absent: the debtor's own. */
  readonly locale?: string;
  /** Values of the text, formatted for the debtor's language by the caller. */
  readonly params: Readonly<Record<string, string>>;
  /** Says too that automatic payment went off with the plan and did not come back with it. */
  readonly withoutAutopay?: boolean;
  readonly attachments?: readonly Attachment[];
  /** The portal link that it carries: once it has gone, the link counts as sent. */
  readonly linkId?: string;
  /** Where it goes instead of the address on file: a contact that is being changed. */
  readonly to?: string;
  /** Goes to somebody who helps: nothing of what the debtor needs shows in it. */
  readonly forHelper?: boolean;
  /** What it is about, where it is sent only while that is so. */
  readonly about?: WaitingWords;
}

/** What was decided; `contactId` names the line of the contact ledger that says so. */
export interface QueuedMessage {
  readonly contactId: string;
  readonly allowed: boolean;
  readonly rule: ContactRule;
  /** When a rule that blocks stops blocking; null: not by time alone, or not blocked. */
  readonly until: InstantMs | null;
}

/** Sealed in the contact record until the worker has sent it. */
export interface SealedMessage {
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly html: string | null;
  readonly senderName: string;
  readonly attachments: readonly (Omit<Attachment, "content"> & { readonly base64: string })[];
  readonly linkId: string | null;
  /** What it is about, where it is sent only while that is so. */
  readonly about: WaitingWords | null;
  /** Where one press stops such messages; null: this one asks for nothing. */
  readonly stopUrl: string | null;
}

/**
 * The one way out for a message to a debtor: decides by the contact rules, records the decision
 * with its rule, and, where it is allowed, queues the sending in the caller's transaction.
 * Error: there is no address on file for the channel; nothing is recorded.
 */
export async function queueMessage(
  runtime: Runtime,
  tx: Tx,
  message: OutgoingMessage,
): Promise<Result<QueuedMessage, "no-address">> {
  const { portfolio, debtor, accountId, kind, channel } = message;
  const to = message.to ?? addressOf(runtime, debtor, channel);
  if (to === null) return err("no-address");
  const notice = noticeOf[kind];
  const wish = { portfolio, debtor, accountId, channel, notice };
  const decision = await askContact(runtime, tx, wish);
  const contactId = runtime.ids.next();
  const locale = message.locale ?? debtor.locale;
  const size = message.forHelper ? "standard" : await printSizeFor(runtime, tx, debtor.id);
  const body = decision.allowed ? bodyOf(runtime, message, to, locale, size) : null;
  const binding = contactBinding({ id: contactId, portfolioId: portfolio.id });
  await insertContact(tx, {
    id: contactId,
    portfolioId: portfolio.id,
    debtorId: debtor.id,
    accountId,
    channel,
    class: notice.class,
    kind,
    toMasked: channel === "email" ? maskEmail(to) : `***${phoneEnding(to)}`,
    allowed: decision.allowed,
    rule: decision.rule,
    state: decision.allowed ? "queued" : "blocked",
    locale,
    sealed: body === null ? null : runtime.sealer.seal(binding, body),
    tries: 0,
    at: new Date(runtime.clock.now()),
    sentAt: null,
  });
  if (decision.allowed) await addJob(tx, sendingJob(contactId));
  const until = decision.allowed ? null : decision.until;
  return ok({ contactId, allowed: decision.allowed, rule: decision.rule, until });
}

export function contactBinding(row: { id: string; portfolioId: string }): SealBinding {
  return { portfolioId: row.portfolioId, table: "contact_record", id: row.id };
}

/** Where a debtor can be reached; null: not on this channel. */
export function addressOf(
  runtime: Runtime,
  debtor: DebtorRow,
  channel: "email" | "sms",
): string | null {
  const { email, phone } = openPerson(runtime, debtor);
  if (channel === "email") return email;
  return isDialable(phone) ? phone : null;
}

function bodyOf(
  runtime: Runtime,
  message: OutgoingMessage,
  to: string,
  locale: string,
  size: PrintSize,
): SealedMessage {
  const url = optOutUrl(runtime, { debtorId: message.debtor.id, channel: message.channel });
  return {
    to,
    ...renderMessage({ ...message, size, stopUrl: url }, locale),
    attachments: (message.attachments ?? []).map(({ content, ...named }) => ({
      ...named,
      base64: content.toString("base64"),
    })),
    linkId: message.linkId ?? null,
    about: message.about ? wordsOnly(message.about) : null,
    stopUrl: noticeOf[message.kind].class === "contact" ? url : null,
  };
}

/** Without what else a row that waits knows of itself. */
function wordsOnly(about: WaitingWords): WaitingWords {
  const { portfolioId, debtorId, accountId, kind, reference, n, saidOn } = about;
  return { portfolioId, debtorId, accountId, kind, reference, n, saidOn };
}
