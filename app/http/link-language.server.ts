import type { AppLoadContext } from "@remix-run/node";
import { languageCookieName } from "#app/i18n/detect.server.ts";
import { matchLocale } from "#app/i18n/locale.ts";
import { readCookie } from "./cookies.server.ts";
import { isChosen, languageCookie } from "./language-cookie.server.ts";

/**
 * Headers with the language of a link added: the first of these BCP 47 tags that has a
 * translation, unless the reader has chosen one here before.
 */
export function withLinkLanguage(
  given: HeadersInit,
  request: Request,
  { runtime }: AppLoadContext,
  locales: readonly string[],
): Headers {
  const headers = new Headers(given);
  const cookies = request.headers.get("Cookie");
  const kept = readCookie(cookies, languageCookieName("/"), { secureCookies: false });
  const locale = locales.map(matchLocale).find((one) => one !== null);
  if (!isChosen(kept) && locale) {
    headers.append("Set-Cookie", languageCookie(locale, "/", runtime.settings, "link"));
  }
  return headers;
}
