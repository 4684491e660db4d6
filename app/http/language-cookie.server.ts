import { languageCookieName } from "#app/i18n/detect.server.ts";
import type { Locale } from "#app/i18n/locale.ts";
import type { Settings } from "./settings.server.ts";

const yearSeconds = 365 * 24 * 3600;

/** Marks, as a private-use subtag (RFC 5646), a language that came with a link. */
const fromLink = "-x-link";

/**
 * Keeps a language for the area to which `pathname` belongs; holds nothing else.
 * @param origin a link's own language gives way to the next link's, a reader's choice does not
 */
export function languageCookie(
  locale: Locale,
  pathname: string,
  settings: Pick<Settings, "secureCookies">,
  origin: "reader" | "link" = "reader",
): string {
  const secure = settings.secureCookies ? "; Secure" : "";
  const name = languageCookieName(pathname);
  const tag = origin === "link" ? `${locale}${fromLink}` : locale;
  return `${name}=${tag}; Path=/; Max-Age=${yearSeconds}; HttpOnly; SameSite=Lax${secure}`;
}

/** Whether the reader chose the language that a cookie's value keeps. */
export function isChosen(value: string | null): boolean {
  return value !== null && !value.endsWith(fromLink);
}
