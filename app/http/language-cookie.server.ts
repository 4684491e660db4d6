import { languageCookieName } from "#app/i18n/detect.server.ts";
import type { Locale } from "#app/i18n/locale.ts";
import type { Settings } from "./settings.server.ts";

const yearSeconds = 365 * 24 * 3600;

/** Keeps a chosen language for the area to which `pathname` belongs; holds nothing else. */
export function languageCookie(
  locale: Locale,
  pathname: string,
  settings: Pick<Settings, "secureCookies">,
): string {
  const secure = settings.secureCookies ? "; Secure" : "";
  const name = languageCookieName(pathname);
  return `${name}=${locale}; Path=/; Max-Age=${yearSeconds}; HttpOnly; SameSite=Lax${secure}`;
}
