import type { Tx } from "#app/db/database.server.ts";
import { listDebtorAccounts } from "#app/db/stores/accounts.server.ts";
import { appendAudit } from "#app/db/stores/audit.server.ts";
import {
  type ContactChangeRow,
  confirmContactChange as confirmRow,
  replaceContacts,
} from "#app/db/stores/contact-changes.server.ts";
import { type DebtorRow, findDebtor, lockDebtor } from "#app/db/stores/debtors.server.ts";
import { assert } from "#app/domain/primitives/assert.ts";
import { maskEmail, phoneEnding } from "#app/domain/verification/mask.ts";
import { debtorBinding, openPerson, type Person } from "../debtors/person.server.ts";
import { isDialable } from "../debtors/phone.server.ts";
import { recordEvent } from "../feedback/record-event.server.ts";
import type { Visit } from "../identity/read-visit.server.ts";
import { queueMessage } from "../messages/queue-message.server.ts";
import type { Runtime } from "../ports.ts";
import { changeBinding } from "./ask-contact-change.server.ts";

/**
 * Puts the new contact in the place of the old one, in the transaction that judged the code which
 * went to this very contact; tells every contact that was on file before, and the collector. The
 * event names the contact by its mask: the address itself is read from the account. Twice is once.
 */
export async function confirmContactChange(
  runtime: Runtime,
  tx: Tx,
  visit: Visit,
  change: ContactChangeRow,
): Promise<void> {
  const { channel } = change;
  await lockDebtor(tx, change.debtorId);
  const now = new Date(runtime.clock.now());
  if (!(await confirmRow(tx, change.id, now))) return;
  const debtor = await findDebtor(tx, change.debtorId);
  assert(debtor !== null, "a change is about a debtor");
  const { to } = runtime.sealer.open<{ to: string }>(changeBinding(change), change.sealed);
  const before = openPerson(runtime, debtor);
  await replace(runtime, tx, debtor, { ...before, [fieldOf[channel]]: to }, now);
  await tellOldOnes(runtime, tx, visit, before, maskOf(channel, to));
  await record(runtime, tx, debtor, change, maskOf(channel, to), now);
}

const fieldOf = { email: "email", sms: "phone" } as const;

function maskOf(channel: "email" | "sms", to: string): string {
  return channel === "email" ? maskEmail(to) : `***${phoneEnding(to)}`;
}

async function replace(
  { sealer }: Runtime,
  tx: Tx,
  debtor: DebtorRow,
  person: Person,
  at: Date,
): Promise<void> {
  const { email, phone } = person;
  const indexes = {
    email: email === null ? null : sealer.blindIndex("email", email),
    phone: phone === null ? null : sealer.blindIndex("phone", phone),
  };
  await replaceContacts(tx, debtor.id, sealer.seal(debtorBinding(debtor), person), indexes, at);
}

async function tellOldOnes(
  runtime: Runtime,
  tx: Tx,
  { portfolio, debtor }: Visit,
  before: Person,
  to: string,
): Promise<void> {
  const old = [
    { channel: "email", to: before.email },
    { channel: "sms", to: isDialable(before.phone) ? before.phone : null },
  ] as const;
  for (const contact of old) {
    if (contact.to === null) continue;
    await queueMessage(runtime, tx, {
      ...{ portfolio, debtor, accountId: null, kind: "contact-changed", params: { to } },
      channel: contact.channel,
      to: contact.to,
    });
  }
}

async function record(
  runtime: Runtime,
  tx: Tx,
  debtor: DebtorRow,
  { channel, id }: ContactChangeRow,
  masked: string,
  at: Date,
): Promise<void> {
  await appendAudit(tx, {
    portfolioId: debtor.portfolioId,
    actor: `debtor:${debtor.id}`,
    action: "contact.changed",
    subject: `debtor:${debtor.id}`,
    detail: { changeId: id, channel },
    at,
  });
  const [account] = await listDebtorAccounts(tx, debtor.id);
  if (account === undefined) return;
  await recordEvent(runtime, tx, {
    accountId: account.id,
    type: "contact.changed",
    data: { debtorRef: debtor.ref, channel, to: masked, changedAt: at.toISOString() },
  });
}
