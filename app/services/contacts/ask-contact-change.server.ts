import { insertContactChange } from "#app/db/stores/contact-changes.server.ts";
import { assert } from "#app/domain/primitives/assert.ts";
import { err, ok, type Result } from "#app/domain/primitives/result.ts";
import { mayDo } from "#app/domain/verification/level.ts";
import type { Visit } from "../identity/read-visit.server.ts";
import { requestCode } from "../identity/request-code.server.ts";
import { addressOf } from "../messages/queue-message.server.ts";
import type { Runtime } from "../ports.ts";
import { contactMacOf } from "./new-contact.server.ts";
import { type ContactFault, readContact } from "./read-contact.server.ts";

/** Why a contact cannot become the new one: keys of `reason` in common.json. */
export type ContactRefusal = ContactFault | "same-contact" | "code-too-many" | "code-no-address";

export interface WantedContact {
  readonly channel: "email" | "sms";
  readonly text: string;
  /** BCP 47: of the message with the code. */
  readonly locale: string;
}

/**
 * Sends a code to a contact that shall become the debtor's, at level 2; nothing changes until it
 * comes back (domain.md §7).
 */
export async function askContactChange(
  runtime: Runtime,
  visit: Visit,
  { channel, text, locale }: WantedContact,
): Promise<Result<void, ContactRefusal>> {
  const { actor, debtor, portfolio, session } = visit;
  assert(mayDo(actor.level, "changeContact"), "a contact is changed at level 2");
  const wanted = readContact(channel, text, portfolio.brand.country);
  if (!wanted.ok) return wanted;
  const to = wanted.value;
  const from = addressOf(runtime, debtor, channel);
  if (from === to) return err("same-contact");
  const id = runtime.ids.next();
  const { portfolioId } = debtor;
  const sent = await requestCode(runtime, visit, "contact", { channel, locale, to });
  if (!sent.ok) {
    return err(sent.error.reason === "too-many" ? "code-too-many" : "code-no-address");
  }
  await runtime.db.transaction((tx) =>
    insertContactChange(tx, {
      ...{ id, portfolioId, channel, debtorId: debtor.id, sessionId: session.id },
      sealed: runtime.sealer.seal(changeBinding({ id, portfolioId }), { from, to }),
      contactMac: contactMacOf(runtime, channel, to),
      askedAt: new Date(runtime.clock.now()),
      confirmedAt: null,
    }),
  );
  return ok(undefined);
}

export function changeBinding(row: { readonly id: string; readonly portfolioId: string }) {
  return { portfolioId: row.portfolioId, table: "contact_change", id: row.id };
}
