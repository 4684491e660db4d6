import type { IncomingMessage, ServerResponse } from "node:http";
import type { Sandbox } from "../sandbox.ts";
import { onwardOrigins, servePage } from "./serve.ts";
import { styleSheet } from "./style.ts";

/** Answers /c/…: the hosted pages and their style. */
export function sendHostedPage(
  sandbox: Sandbox,
  request: IncomingMessage,
  response: ServerResponse,
  { url, body }: { url: URL; body: string },
): void {
  if (url.pathname === "/c/checkout.css") {
    response.writeHead(200, { "content-type": "text/css; charset=utf-8" }).end(styleSheet);
    return;
  }
  const [, page = "", id = ""] = /^\/c\/([\w-]+)\/(\w+)$/.exec(url.pathname) ?? [];
  const answer = servePage(sandbox, {
    method: request.method ?? "GET",
    page,
    id,
    lang: url.searchParams.get("lang"),
    acceptLanguage: request.headers["accept-language"],
    form: new URLSearchParams(body),
  });
  if ("redirect" in answer) {
    response.writeHead(303, { location: answer.redirect, "cache-control": "no-store" }).end();
    return;
  }
  response.writeHead(answer.status, {
    "content-type": "text/html; charset=utf-8",
    "cache-control": "no-store",
    "referrer-policy": "same-origin",
    "x-content-type-options": "nosniff",
    "content-security-policy": policy(onwardOrigins(sandbox, id)),
    ...(answer.refreshSeconds ? { refresh: String(answer.refreshSeconds) } : {}),
  });
  response.end(answer.html);
}

const policy = (onward: readonly string[]): string =>
  [
    "default-src 'none'",
    "style-src 'self'",
    "img-src data:",
    ["form-action 'self'", ...onward].join(" "),
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join("; ");
