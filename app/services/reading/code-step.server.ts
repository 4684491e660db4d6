import { newestCode } from "#app/db/stores/codes.server.ts";
import { maskEmail, phoneEnding } from "#app/domain/verification/mask.ts";
import { contactMacOf, isTooNew } from "../contacts/new-contact.server.ts";
import type { Visit } from "../identity/read-visit.server.ts";
import { type CodePurpose, codeAddress } from "../identity/request-code.server.ts";
import type { Runtime } from "../ports.ts";

/** What the code step of a page shows: where a code can go, and whether one is under way. */
export interface CodeStep {
  readonly email: string | null;
  readonly phoneEnding: string | null;
  /** The newest code that can still be entered; null: none was asked for. */
  readonly sent: { readonly channel: "email" | "sms"; readonly expiresAt: number } | null;
}

export async function codeStep(
  runtime: Runtime,
  visit: Visit,
  purpose: CodePurpose,
): Promise<CodeStep> {
  const [email, phone] = await Promise.all([
    reachable(runtime, visit, purpose, "email"),
    reachable(runtime, visit, purpose, "sms"),
  ]);
  const code = await newestCode(runtime.db, visit.session.id, purpose);
  const alive =
    code !== null && code.usedAt === null && code.expiresAt.getTime() > visit.facts.nowMs;
  return {
    email: email === null ? null : maskEmail(email),
    phoneEnding: phone === null ? null : phoneEnding(phone),
    sent: alive ? { channel: code.channel, expiresAt: code.expiresAt.getTime() } : null,
  };
}

/** Where such a code can go: for a signature not to a contact that was changed just now. */
async function reachable(
  runtime: Runtime,
  visit: Visit,
  purpose: CodePurpose,
  channel: "email" | "sms",
): Promise<string | null> {
  const to = codeAddress(runtime, visit, purpose, channel);
  if (to === null || purpose !== "sign") return to;
  const mac = contactMacOf(runtime, channel, to);
  return (await isTooNew(runtime, runtime.db, visit.debtor.id, mac)) ? null : to;
}
