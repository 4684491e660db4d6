import type { LoaderFunctionArgs } from "@remix-run/node";
import { languageCookie } from "#app/http/language-cookie.server.ts";
import { localPath } from "#app/http/local-path.server.ts";
import { seeOther } from "#app/http/responses.server.ts";
import { matchLocale } from "#app/i18n/locale.ts";

/** Remembers the language that was asked for and goes back to the page it was asked on. */
export function loader({ params, request, context }: LoaderFunctionArgs) {
  const to = localPath(new URL(request.url).searchParams.get("to"));
  const locale = matchLocale(params.locale ?? "");
  if (!locale) return seeOther(to);
  const cookie = languageCookie(locale, to, context.runtime.settings);
  return seeOther(withoutLanguage(to), { "Set-Cookie": cookie });
}

/** `?lng=` would win over the cookie. */
function withoutLanguage(path: string): string {
  const url = new URL(path, "http://local.invalid");
  url.searchParams.delete("lng");
  return url.pathname + url.search;
}
