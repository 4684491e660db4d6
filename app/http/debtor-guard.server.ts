import type { AppLoadContext } from "@remix-run/node";
import { enter, type Page } from "#app/domain/journey/pages.ts";
import { stageOf } from "#app/domain/journey/stage.ts";
import type { Helping } from "#app/services/helpers/helping.server.ts";
import { lookAsHelper } from "#app/services/helpers/look-as-helper.server.ts";
import { readVisit, type Visit, type VisitEnd } from "#app/services/identity/read-visit.server.ts";
import { sameVisitor } from "#app/services/identity/same-visitor.server.ts";
import { readCookie, setCookie } from "./cookies.server.ts";
import { newFormsCookie } from "./csrf.server.ts";
import { forbidden, seeOther } from "./responses.server.ts";
import { rememberRotation, tokenAfter } from "./rotations.server.ts";
import { keepLate } from "./typed-forms.server.ts";

/** Holds the token of a debtor's visit; nothing else is in it. */
const cookie = "debtor";

/** Where each page of the way in stands; those behind the door need an account's id as well. */
const addresses: Partial<Record<Page, string>> = {
  landing: "/start",
  "wrong-person": "/not-me",
  locked: "/locked",
  check: "/check",
  code: "/check/code",
  home: "/home",
  timeline: "/timeline",
};

/** Where a helper asks for the code that lets them in. */
const helperDoor = "/helping";

export const addressOf = (page: Page): string => addresses[page] ?? "/home";

/** The visit that this request belongs to, or why there is none. Read once a request. */
export function visitOf(request: Request, context: AppLoadContext): Promise<Visit | VisitEnd> {
  const known = visits.get(context);
  if (known) return known;
  const reading = findVisit(request, context);
  visits.set(context, reading);
  return reading;
}

/** A form that was sent twice goes on where the first one led, with the token that followed. */
async function findVisit(request: Request, context: AppLoadContext): Promise<Visit | VisitEnd> {
  const token = visitToken(request, context);
  const visit = await readVisit(context.runtime, token);
  const next = visit === "none" ? tokenAfter(request, context, token) : null;
  if (next === null) return visit;
  const { pathname, search } = new URL(request.url);
  throw seeOther(pathname + search, visitCookieHeader(context, next));
}

/** The visit of this request where a guard has asked for it; undefined where none did. */
export function knownVisit(context: AppLoadContext): Promise<Visit | VisitEnd> | undefined {
  return visits.get(context);
}

/** The token of the visit that this browser believes to be in. */
export function visitToken(request: Request, context: AppLoadContext): string | null {
  return readCookie(request.headers.get("Cookie"), cookie, context.runtime.settings);
}

const visits = new WeakMap<AppLoadContext, Promise<Visit | VisitEnd>>();

/**
 * Opens a page of the way in, or throws the way to the page that the visit has reached. Forced
 * browsing is logged and sent back; a long form that comes after the end is kept.
 */
export async function requirePage(
  request: Request,
  context: AppLoadContext,
  page: Page,
): Promise<Visit> {
  const visit = await visitOf(request, context);
  if (typeof visit === "string") {
    await keepLate(request, context, visitToken(request, context));
    throw seeOther(`/ended?why=${visit}`);
  }
  if (visit.helper !== null) return openForHelper(request, context, visit, visit.helper);
  const stage = stageOf(visit.facts);
  const entered = enter(stage, page);
  if (entered.ok) return visit;
  const { goTo } = entered.error;
  context.runtime.log.info({ page, goTo, stage: stage.stage }, "page out of order");
  if (stage.stage === "ended") throw seeOther("/ended?why=link");
  throw seeOther(addressOf(goTo));
}

/** A helper opens what the debtor allows, and is refused all the rest. */
async function openForHelper(
  request: Request,
  context: AppLoadContext,
  visit: Visit,
  helper: Helping,
): Promise<Visit> {
  if (visit.actor.level === 0) throw seeOther(helperDoor);
  const { pathname } = new URL(request.url);
  const what = request.method === "GET" || request.method === "HEAD" ? "look" : "act";
  const opened = await lookAsHelper(context.runtime, { ...visit, helper }, pathname, what);
  if (opened) return visit;
  context.runtime.log.info({ what }, "page refused to a helper");
  throw forbidden();
}

/** The visit of a helper who has not come in yet; throws the way to where this visitor belongs. */
export async function requireHelperDoor(
  request: Request,
  context: AppLoadContext,
): Promise<Visit & { readonly helper: Helping }> {
  const visit = await visitOf(request, context);
  if (typeof visit === "string") throw seeOther(`/ended?why=${visit}`);
  const { helper, actor } = visit;
  if (helper === null) throw seeOther(addressOf(actor.level === 0 ? "landing" : "home"));
  if (actor.level > 0) throw seeOther(addressOf("home"));
  return { ...visit, helper };
}

/** Whether whoever a new visit is about is inside with this browser already, as themselves. */
export async function isInside(
  request: Request,
  context: AppLoadContext,
  newToken: string,
): Promise<boolean> {
  const visit = await visitOf(request, context);
  if (typeof visit === "string" || visit.helper !== null) return false;
  if (!enter(stageOf(visit.facts), "home").ok) return false;
  return sameVisitor(context.runtime, visitToken(request, context), newToken);
}

/** The visit of somebody who is inside: level 1 or 2. Throws the way to the door otherwise. */
export function requireDebtor(request: Request, context: AppLoadContext): Promise<Visit> {
  return requirePage(request, context, "home");
}

/** Headers that give the visitor the token of a visit. */
function visitCookieHeader(context: AppLoadContext, token: string): HeadersInit {
  return { "Set-Cookie": setCookie(cookie, token, context.runtime.settings) };
}

/**
 * The same for somebody who comes in anew. Whoever used this browser before may have left a page
 * open, on a phone that two of a family share: unless it is the same person, its forms count no
 * more, so that nothing typed there is kept for, or done by, the one who came after.
 */
export async function newVisitHeaders(
  request: Request,
  context: AppLoadContext,
  token: string,
): Promise<Headers> {
  const headers = new Headers(visitCookieHeader(context, token));
  if (!(await sameVisitor(context.runtime, visitToken(request, context), token))) {
    headers.append("Set-Cookie", newFormsCookie(context.runtime.settings));
  }
  return headers;
}

/** The same when the token changes because something was proven. */
export function rotatedVisitHeader(
  request: Request,
  context: AppLoadContext,
  token: string,
): HeadersInit {
  rememberRotation(request, context, { before: visitToken(request, context), after: token });
  return visitCookieHeader(context, token);
}

/** Headers that take it away. */
export function noVisitCookieHeader(context: AppLoadContext): HeadersInit {
  return { "Set-Cookie": setCookie(cookie, "", context.runtime.settings, { maxAgeSeconds: 0 }) };
}
