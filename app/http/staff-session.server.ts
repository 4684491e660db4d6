import type { AppLoadContext } from "@remix-run/node";
import { languageCookieName } from "#app/i18n/detect.server.ts";
import { matchLocale } from "#app/i18n/locale.ts";
import { type Permission, roleMay } from "#app/services/staff/permissions.server.ts";
import { readStaffVisit, type StaffVisit } from "#app/services/staff/read-staff-visit.server.ts";
import type { SignedIn } from "#app/services/staff/sign-in.server.ts";
import { readCookie, setCookie } from "./cookies.server.ts";
import { languageCookie } from "./language-cookie.server.ts";
import { forbidden, seeOther } from "./responses.server.ts";

/** Holds the token of a session of staff; nothing else is in it. */
const cookie = "staff";

/** Who of the staff this request belongs to; null when nobody is signed in. Read once a request. */
export function staffVisitOf(
  request: Request,
  context: AppLoadContext,
): Promise<StaffVisit | null> {
  const known = visits.get(context);
  if (known) return known;
  const token = readCookie(request.headers.get("Cookie"), cookie, context.runtime.settings);
  const reading = readStaffVisit(context.runtime, token);
  visits.set(context, reading);
  return reading;
}

const visits = new WeakMap<AppLoadContext, Promise<StaffVisit | null>>();

/**
 * The member of staff whose page this is. Throws the way to the sign-in for nobody, and 403 for a
 * role without the permission.
 */
export async function requireStaff(
  request: Request,
  context: AppLoadContext,
  permission: Permission,
): Promise<StaffVisit> {
  const visit = await staffVisitOf(request, context);
  if (visit === null) throw seeOther(signInAddress(request));
  if (roleMay(visit.actor.role, permission)) return visit;
  const { role } = visit.actor;
  context.runtime.log.warn({ staffId: visit.staff.id, role, permission }, "page not permitted");
  throw forbidden();
}

/** A page that was asked for comes after the sign-in; what was sent to one is not sent again. */
function signInAddress(request: Request): string {
  const { pathname, search } = new URL(request.url);
  const page = pathname.replace(/\.data$/, "");
  const wanted = request.method === "GET" && page !== "/staff";
  return wanted ? `/staff/sign-in?to=${encodeURIComponent(page + search)}` : "/staff/sign-in";
}

/** Headers that give the session, and the person's own language unless another was chosen here. */
export function staffCookieHeaders(
  request: Request,
  context: AppLoadContext,
  { token, locale }: SignedIn,
): Headers {
  const { settings } = context.runtime;
  const headers = new Headers({ "Set-Cookie": setCookie(cookie, token, settings) });
  const chosen = `${languageCookieName("/staff")}=`;
  const own = matchLocale(locale);
  const cookies = (request.headers.get("Cookie") ?? "").split(/;\s*/);
  if (own !== null && !cookies.some((one) => one.startsWith(chosen))) {
    headers.append("Set-Cookie", languageCookie(own, "/staff", settings));
  }
  return headers;
}

/** Headers that take the session away. */
export function noStaffCookieHeader(context: AppLoadContext): HeadersInit {
  return { "Set-Cookie": setCookie(cookie, "", context.runtime.settings, { maxAgeSeconds: 0 }) };
}
