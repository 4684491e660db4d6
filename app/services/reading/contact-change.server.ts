import { newestContactChange } from "#app/db/stores/contact-changes.server.ts";
import { maskEmail, phoneEnding } from "#app/domain/verification/mask.ts";
import { changeBinding } from "../contacts/ask-contact-change.server.ts";
import type { Visit } from "../identity/read-visit.server.ts";
import { addressOf } from "../messages/queue-message.server.ts";
import type { Runtime } from "../ports.ts";
import { codeStep } from "./code-step.server.ts";

/** The page on which a contact is changed: what is on file, and how far the change has come. */
export async function contactChangePage(runtime: Runtime, visit: Visit, channel: "email" | "sms") {
  const now = addressOf(runtime, visit.debtor, channel);
  const change = await newestContactChange(runtime.db, visit.session.id, channel);
  const waiting = change !== null && change.confirmedAt === null;
  const { sent } = await codeStep(runtime, visit, "contact");
  const to =
    waiting && sent?.channel === channel
      ? runtime.sealer.open<{ to: string }>(changeBinding(change), change.sealed).to
      : null;
  return {
    channel,
    now: now === null ? null : channel === "email" ? maskEmail(now) : phoneEnding(now),
    proven: visit.actor.level >= 2,
    proof: await codeStep(runtime, visit, "sign"),
    /** Where the code of this very change went; it is the debtor's own answer. */
    sentTo: to,
    zone: visit.debtor.timeZone ?? visit.portfolio.timeZone,
  };
}
