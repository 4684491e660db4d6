import { RemixI18Next } from "remix-i18next/server";
import {
  fallbackLocale,
  type Locale,
  locales,
  matchAcceptLanguage,
  matchLocale,
} from "./locale.ts";

/**
 * The cookie that keeps a chosen language. Opening a portal link sets it to the link's language,
 * the switch in the masthead changes it. Staff choose for themselves: a link that a collector
 * tries out must not turn the office into another language.
 */
export function languageCookieName(pathname: string): string {
  return /^\/staff(\/|$)/.test(pathname) ? "staff_lng" : "lng";
}

const detector = new RemixI18Next({
  detection: {
    supportedLanguages: [...locales],
    fallbackLanguage: fallbackLocale,
    searchParamKey: "lng",
    order: ["searchParams", "custom"],
    findLocale: async (request) => fromCookie(request) ?? fromHeader(request),
  },
});

/** The language of a request: `?lng=`, then the cookie, then Accept-Language, then zh-CN. */
export async function localeOf(request: Request): Promise<Locale> {
  return (await detector.getLocale(request)) as Locale;
}

function fromCookie(request: Request): Locale | null {
  const name = languageCookieName(new URL(request.url).pathname);
  const pairs = (request.headers.get("Cookie") ?? "").split(/;\s*/);
  const value = pairs.find((pair) => pair.startsWith(`${name}=`))?.slice(name.length + 1);
  return value ? matchLocale(value) : null;
}

function fromHeader(request: Request): Locale | null {
  return matchAcceptLanguage(request.headers.get("Accept-Language") ?? "");
}
