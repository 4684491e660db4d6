import { createHmac, randomBytes, timingSafeEqual } from "node:crypto";
import { setCookie } from "./cookies.server.ts";
import type { Settings } from "./settings.server.ts";

/** Names the cookie whose keyed hash is the token of every form; holds 128 random bits. */
export const visitCookie = "visit";

/** A new value of that cookie: every form that stands open in a browser is out of date with it. */
export const newFormsVisit = (): string => randomBytes(16).toString("base64url");

/** The header that gives a browser such a value. */
export const newFormsCookie = (settings: Pick<Settings, "secureCookies">): string =>
  setCookie(visitCookie, newFormsVisit(), settings);

/**
 * The token that a page's forms carry. It is bound to the visitor's own cookie, so that a token
 * read on another machine is worth nothing; it exists before any sign-in, so that the first form
 * is guarded too.
 */
export function formToken(visit: string, settings: Pick<Settings, "sessionSecrets">): string {
  return tokenBy(settings.sessionSecrets[0] ?? "", visit).toString("base64url");
}

/** Whether a form came from a page of ours; during rotation older secrets count. */
export function isFormToken(
  token: unknown,
  visit: string | null,
  settings: Pick<Settings, "sessionSecrets">,
): boolean {
  if (typeof token !== "string" || !visit) return false;
  const given = Buffer.from(token, "base64url");
  return settings.sessionSecrets.some((secret) => {
    const right = tokenBy(secret, visit);
    return given.length === right.length && timingSafeEqual(given, right);
  });
}

function tokenBy(secret: string, visit: string): Buffer {
  return createHmac("sha256", secret).update(`form-token:${visit}`).digest();
}
