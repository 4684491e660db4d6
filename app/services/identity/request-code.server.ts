import type { Tx } from "#app/db/database.server.ts";
import { codesSentTo, insertCode } from "#app/db/stores/codes.server.ts";
import { err, ok, type Result } from "#app/domain/primitives/result.ts";
import { codeLivesMs, nextCodeAt } from "#app/domain/verification/code.ts";
import { contactMacOf, isTooNew } from "../contacts/new-contact.server.ts";
import { addressOf, queueMessage } from "../messages/queue-message.server.ts";
import type { Runtime } from "../ports.ts";
import type { Visit } from "./read-visit.server.ts";

/**
 * What a code opens: level 1 at the door, level 2 for a signature, a contact's change, or the
 * door for a helper.
 */
export type CodePurpose = "check" | "sign" | "contact" | "helper";

export type CodeRequestRefusal =
  | { readonly reason: "no-address" | "new-contact" }
  | { readonly reason: "too-many"; readonly nextAt: number };

/** By which channel and in which language; `to`: a contact that is not the debtor's yet. */
export interface CodeWay {
  readonly channel: "email" | "sms";
  readonly locale: string;
  readonly to?: string;
}

const dayMs = 86_400_000;

/**
 * Sends a fresh code to an address on file. At most 3 in 15 minutes and 10 a day go to one
 * contact; a code lives 10 minutes, opens one purpose of one visit, once, and is kept only as a
 * keyed MAC (domain.md §7). A helper gets one for the door, to their own contact, and no other.
 */
export async function requestCode(
  runtime: Runtime,
  visit: Visit,
  purpose: CodePurpose,
  { channel, locale, ...other }: CodeWay,
): Promise<Result<{ readonly expiresAt: number }, CodeRequestRefusal>> {
  const to = other.to ?? codeAddress(runtime, visit, purpose, channel);
  if (to === null) return err({ reason: "no-address" });
  return runtime.db.transaction(async (tx) => {
    const nowMs = runtime.clock.now();
    const contactMac = contactMacOf(runtime, channel, to);
    if (purpose === "sign" && (await isTooNew(runtime, tx, visit.debtor.id, contactMac))) {
      return err({ reason: "new-contact" } as const);
    }
    const sent = await codesSentTo(tx, contactMac, new Date(nowMs - dayMs));
    const nextAt = nextCodeAt(
      sent.map((at) => at.getTime()),
      nowMs,
    );
    if (nextAt > nowMs) return err({ reason: "too-many", nextAt } as const);
    const how = { purpose, channel, locale, contactMac, to };
    if (!(await send(runtime, tx, visit, how))) return err({ reason: "no-address" } as const);
    return ok({ expiresAt: nowMs + codeLivesMs });
  });
}

/** Where a code of this purpose goes by a channel; null: nowhere. */
export function codeAddress(
  runtime: Runtime,
  { debtor, helper }: Pick<Visit, "debtor" | "helper">,
  purpose: CodePurpose,
  channel: "email" | "sms",
): string | null {
  if (helper === null) return purpose === "helper" ? null : addressOf(runtime, debtor, channel);
  return purpose === "helper" && helper.channel === channel ? helper.contact : null;
}

/** False when the address is known to be somebody else's: then nothing is sent to it. */
async function send(
  runtime: Runtime,
  tx: Tx,
  visit: Visit,
  how: Required<CodeWay> & { purpose: CodePurpose; contactMac: Buffer },
): Promise<boolean> {
  const nowMs = runtime.clock.now();
  const id = runtime.ids.next();
  const code = runtime.ids.code();
  await insertCode(tx, {
    id,
    sessionId: visit.session.id,
    debtorId: visit.debtor.id,
    contactMac: how.contactMac,
    channel: how.channel,
    purpose: how.purpose,
    codeMac: codeMac(runtime, id, code),
    createdAt: new Date(nowMs),
    expiresAt: new Date(nowMs + codeLivesMs),
  });
  const queued = await queueMessage(runtime, tx, {
    portfolio: visit.portfolio,
    debtor: visit.debtor,
    accountId: visit.link?.accountId ?? null,
    kind: "code",
    channel: how.channel,
    locale: how.locale,
    to: how.to,
    forHelper: how.purpose === "helper",
    params: { code, minutes: String(codeLivesMs / 60_000) },
  });
  return queued.ok && queued.value.allowed;
}

/** Bound to the row, so that equal digits of two codes have nothing in common. */
export function codeMac(runtime: Pick<Runtime, "sealer">, id: string, code: string): Buffer {
  return runtime.sealer.mac("access-code", id, code);
}
