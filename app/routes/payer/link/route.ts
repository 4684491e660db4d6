import type { LoaderFunctionArgs } from "@remix-run/node";
import { readCookie } from "#app/http/cookies.server.ts";
import { isChosen, languageCookie } from "#app/http/language-cookie.server.ts";
import { payerCookieHeader } from "#app/http/payer-guard.server.ts";
import { seeOther } from "#app/http/responses.server.ts";
import { languageCookieName } from "#app/i18n/detect.server.ts";
import { matchLocale } from "#app/i18n/locale.ts";
import { openPayerLink } from "#app/services/payer-links/open-payer-link.server.ts";

/** Takes the secret out of the address: a payer's visit, which knows its link alone. */
export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const opened = await openPayerLink(context.runtime, params.token ?? "");
  if (!opened.ok) return seeOther(`/payer/ended?why=${opened.error}`);
  const { settings } = context.runtime;
  const headers = new Headers(payerCookieHeader(context, opened.value.sessionToken));
  const cookies = request.headers.get("Cookie");
  const kept = readCookie(cookies, languageCookieName("/"), { secureCookies: false });
  const locale = matchLocale(opened.value.locale);
  if (!isChosen(kept) && locale) {
    headers.append("Set-Cookie", languageCookie(locale, "/", settings, "link"));
  }
  return seeOther("/payer", headers);
}
