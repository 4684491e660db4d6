import { err, ok, type Result } from "#app/domain/primitives/result.ts";
import { dialledNumber, isDialable } from "../debtors/phone.server.ts";

/** Why a text is no contact: keys of `reason` in common.json. */
export type ContactFault = "not-an-email" | "not-a-phone";

/**
 * A typed address or number as messages go to it: a number in E.164, read as one of `country`
 * (ISO 3166-1 alpha-2) where it names none.
 */
export function readContact(
  channel: "email" | "sms",
  text: string,
  country: string,
): Result<string, ContactFault> {
  const to = channel === "email" ? emailOf(text) : phoneOf(text, country);
  if (to !== null) return ok(to);
  return err(channel === "email" ? "not-an-email" : "not-a-phone");
}

function emailOf(text: string): string | null {
  const plain = text.normalize("NFKC").trim();
  const one = /^[^\s@<>()[\]\\,;:"]+@[^\s@<>()\\,;:".]+(\.[^\s@<>()\\,;:".]+)+$/;
  return plain.length <= 254 && one.test(plain) ? plain : null;
}

function phoneOf(text: string, country: string): string | null {
  const number = dialledNumber(text, country);
  return isDialable(number) ? number : null;
}
