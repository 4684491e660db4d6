import type { LoaderFunctionArgs } from "@remix-run/node";
import { readCookie } from "#app/http/cookies.server.ts";
import { visitCookieHeader } from "#app/http/debtor-guard.server.ts";
import { isChosen, languageCookie } from "#app/http/language-cookie.server.ts";
import { seeOther } from "#app/http/responses.server.ts";
import { languageCookieName } from "#app/i18n/detect.server.ts";
import { matchLocale } from "#app/i18n/locale.ts";
import { openLink } from "#app/services/identity/open-link.server.ts";

/**
 * Takes the secret out of the address: a visit at level 0, and on to the landing, in the language
 * that the debtor is written to, unless the visitor has chosen one here before.
 */
export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const opened = await openLink(context.runtime, params.token ?? "");
  if (!opened.ok) return seeOther(`/ended?why=${opened.error}`);
  const { settings } = context.runtime;
  const headers = new Headers(visitCookieHeader(context, opened.value.sessionToken));
  const cookies = request.headers.get("Cookie");
  const kept = readCookie(cookies, languageCookieName("/"), { secureCookies: false });
  const locale = opened.value.locales.map(matchLocale).find((one) => one !== null);
  if (!isChosen(kept) && locale) {
    headers.append("Set-Cookie", languageCookie(locale, "/", settings, "link"));
  }
  return seeOther("/start", headers);
}
