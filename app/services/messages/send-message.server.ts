import {
  type ContactRow,
  countTry,
  endContact,
  findContact,
} from "#app/db/stores/contacts.server.ts";
import { findDebtor } from "#app/db/stores/debtors.server.ts";
import { findLink, markLinkSent } from "#app/db/stores/links.server.ts";
import { recordEvent } from "../feedback/record-event.server.ts";
import type { Message, Runtime, SendOutcome } from "../ports.ts";
import { decideAgain } from "./decide-again.server.ts";
import { contactBinding, type SealedMessage } from "./queue-message.server.ts";

/**
 * `again`: it may or may not have gone; try later, under the same id. `later`: a contact rule stops
 * it until then. `withdrawn`: it may not go any more.
 */
export type Sending = "sent" | "refused" | "again" | "later" | "withdrawn" | "over";

/**
 * Hands one queued message to its gateway, under the contact's id, so that a repeat is recognised;
 * whether it may still go is decided anew each time.
 * On the last try what is still unknown counts as refused: nothing waits for ever.
 */
export async function sendMessage(
  runtime: Runtime,
  contactId: string,
  lastTry: boolean,
): Promise<Sending> {
  const row = await findContact(runtime.db, contactId);
  if (row === null || row.state !== "queued" || row.sealed === null) return "over";
  const body = runtime.sealer.open<SealedMessage>(contactBinding(row), row.sealed);
  const again = await decideAgain(runtime, row, body);
  if (again !== "go") {
    runtime.log.info({ contactId, again }, "message not sent: decided again");
    return again;
  }
  const outcome = await runtime.messages.send(messageOf(row, body));
  if (outcome.outcome === "unknown" && !lastTry) {
    await countTry(runtime.db, contactId);
    runtime.log.warn({ contactId, detail: outcome.detail }, "message not confirmed; trying again");
    return "again";
  }
  await record(runtime, row, body, outcome);
  return outcome.outcome === "ok" ? "sent" : "refused";
}

function messageOf(row: ContactRow, body: SealedMessage): Message {
  const { to, subject, text, html, senderName, stopUrl } = body;
  return {
    id: row.id,
    channel: row.channel === "sms" ? "sms" : "email",
    to,
    locale: row.locale,
    subject,
    text,
    senderName,
    ...(html === null ? {} : { html }),
    ...(stopUrl ? { stopUrl } : {}),
    attachments: body.attachments.map(({ base64, ...named }) => ({
      ...named,
      content: Buffer.from(base64, "base64"),
    })),
  };
}

async function record(
  runtime: Runtime,
  row: ContactRow,
  body: SealedMessage,
  outcome: SendOutcome,
): Promise<void> {
  const at = new Date(runtime.clock.now());
  const state = outcome.outcome === "ok" ? "sent" : "refused";
  if (outcome.outcome === "refused") {
    runtime.log.warn({ contactId: row.id, reason: outcome.reason }, "message refused");
  }
  await runtime.db.transaction(async (tx) => {
    const ended = await endContact(tx, row.id, state, at);
    if (!ended || state !== "sent" || body.linkId === null) return;
    const link = await findLink(tx, body.linkId);
    const debtor = await findDebtor(tx, row.debtorId);
    if (link === null || debtor === null) return;
    await markLinkSent(tx, link.id, at);
    await recordEvent(runtime, tx, {
      accountId: link.accountId,
      type: "link.sent",
      data: {
        linkId: link.id,
        debtorRef: debtor.ref,
        channel: row.channel,
        expiresAt: link.expiresAt.toISOString(),
      },
    });
  });
}
