import type { AppLoadContext } from "@remix-run/node";
import { notFound, seeOther } from "#app/http/responses.server.ts";
import { inLanguage } from "#app/services/portfolios/brand.server.ts";
import { stopMessages, stopPage } from "#app/services/preferences/stop-messages.server.ts";

export async function readStop(context: AppLoadContext, token: string) {
  const page = await stopPage(context.runtime, token);
  if (page === null) throw notFound();
  return { ...page, brand: inLanguage(page.brand.name, context.locale) };
}

/**
 * Stops the messages. What the form says does not matter: the address itself is the right to do
 * so, and a mail program that does it in one click (RFC 8058) has no form of ours.
 */
export async function stop(context: AppLoadContext, token: string) {
  const stopped = await stopMessages(context.runtime, token);
  if (!stopped.ok) throw notFound();
  return seeOther(`/stop/${token}`);
}
