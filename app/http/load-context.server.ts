import type { AppLoadContext } from "@remix-run/node";
import type { Request as ExpressRequest, Response as ExpressResponse } from "express";
import { localeOf } from "#app/i18n/detect.server.ts";
import type { Locale } from "#app/i18n/locale.ts";
import type { Runtime } from "#app/services/ports.ts";
import { readCookie, setCookie } from "./cookies.server.ts";
import { formToken, newFormsVisit, visitCookie } from "./csrf.server.ts";
import { isMachinePath } from "./origin.server.ts";

declare module "@remix-run/server-runtime" {
  /** What every loader and action gets; made once a request, before Remix. */
  interface AppLoadContext {
    readonly runtime: Runtime;
    readonly locale: Locale;
    /** For the headers and scripts of this response only; never through a loader. */
    readonly nonce: string;
    readonly requestId: string;
    /** The token of this visitor's forms; the root loader hands it to pages. */
    readonly formToken: string;
    /** The visitor's address as far as the configured proxies are believed. */
    readonly clientAddress: string;
  }
  interface Future {
    v3_singleFetch: true;
  }
}

/** Hands the runtime to Remix: its server bundle has its own copy of every module. */
export function loadContextOf(runtime: Runtime) {
  return async (request: ExpressRequest, response: ExpressResponse): Promise<AppLoadContext> => ({
    runtime,
    locale: await localeOf(languageFacts(request)),
    nonce: response.locals.nonce,
    requestId: response.locals.requestId,
    formToken: formToken(visitOf(request, response, runtime), runtime.settings),
    clientAddress: request.ip ?? "",
  });
}

/** The three things that decide the language, as the detector reads them. */
function languageFacts(request: ExpressRequest): Request {
  const headers = new Headers();
  const { cookie } = request.headers;
  const accepted = request.headers["accept-language"];
  if (cookie) headers.set("Cookie", cookie);
  if (accepted) headers.set("Accept-Language", accepted);
  return new Request(new URL(request.originalUrl, "http://local.invalid"), { headers });
}

/** The cookie behind the form token, given to every visitor who has none. */
function visitOf(
  request: ExpressRequest,
  response: ExpressResponse,
  { settings }: Runtime,
): string {
  const known = readCookie(request.headers.cookie, visitCookie, settings);
  if (known && /^[A-Za-z0-9_-]{22}$/.test(known)) return known;
  const visit = newFormsVisit();
  if (!isMachinePath(request.path)) {
    response.append("Set-Cookie", setCookie(visitCookie, visit, settings));
  }
  return visit;
}
