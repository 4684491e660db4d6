import type { Settings } from "./settings.server.ts";

interface CookieOptions {
  /** Absent: until the browser is closed. */
  readonly maxAgeSeconds?: number;
  /** Other than "/" only for cookies that carry no authority. */
  readonly path?: string;
}

/** The name as it is sent: bound to this very host where the site is https. */
export function cookieName(name: string, settings: Pick<Settings, "secureCookies">): string {
  return settings.secureCookies ? `__Host-${name}` : name;
}

/** A Set-Cookie value; out of scripts' reach, and not sent along by other sites' forms. */
export function setCookie(
  name: string,
  value: string,
  settings: Pick<Settings, "secureCookies">,
  { maxAgeSeconds, path = "/" }: CookieOptions = {},
): string {
  const parts = [`${cookieName(name, settings)}=${value}`, `Path=${path}`, "HttpOnly"];
  if (maxAgeSeconds !== undefined) parts.push(`Max-Age=${maxAgeSeconds}`);
  if (settings.secureCookies) parts.push("Secure");
  return [...parts, "SameSite=Lax"].join("; ");
}

/** The value of a cookie in a Cookie header; null when it is not there. */
export function readCookie(
  header: string | null | undefined,
  name: string,
  settings: Pick<Settings, "secureCookies">,
): string | null {
  const start = `${cookieName(name, settings)}=`;
  const pair = (header ?? "").split(/;\s*/).find((one) => one.startsWith(start));
  return pair ? pair.slice(start.length) : null;
}
