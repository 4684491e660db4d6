import type { AppLoadContext } from "@remix-run/node";
import { type PayerVisit, readPayer } from "#app/services/payer-links/read-payer.server.ts";
import { readCookie, setCookie } from "./cookies.server.ts";
import { seeOther } from "./responses.server.ts";

/**
 * Holds the token of a payer's visit: another cookie and another table than a debtor's visit, so
 * that the one can never be taken for the other.
 */
const cookie = "payer";

/** The link that this payer came by; null: none, or the visit is over. */
export function payerOf(request: Request, context: AppLoadContext): Promise<PayerVisit | null> {
  const { runtime } = context;
  const token = readCookie(request.headers.get("Cookie"), cookie, runtime.settings);
  return readPayer(runtime, token);
}

/** The same, or throws the way to the page that says that the link is needed. */
export async function requirePayer(request: Request, context: AppLoadContext): Promise<PayerVisit> {
  const link = await payerOf(request, context);
  if (link === null) throw seeOther("/payer/ended?why=none");
  return link;
}

/** Headers that give the payer the token of a visit. */
export function payerCookieHeader(context: AppLoadContext, token: string): HeadersInit {
  return { "Set-Cookie": setCookie(cookie, token, context.runtime.settings) };
}
