import type { LoaderFunctionArgs } from "@remix-run/node";
import { isInside, newVisitHeaders } from "#app/http/debtor-guard.server.ts";
import { withLinkLanguage } from "#app/http/link-language.server.ts";
import { seeOther } from "#app/http/responses.server.ts";
import { openLink } from "#app/services/identity/open-link.server.ts";

/**
 * Takes the secret out of the address: a visit at level 0, and on to the landing, in the language
 * that the debtor is written to, unless the visitor has chosen one here before. Who is inside
 * already stays so, and sees the account that this link is about: a form that is being filled in
 * another tab goes on. That is no `link.opened`: the link was not pressed on, nor needed.
 */
export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const opened = await openLink(context.runtime, params.token ?? "");
  if (!opened.ok) return seeOther(`/ended?why=${opened.error}`);
  const { sessionToken, accountId, locales } = opened.value;
  if (await isInside(request, context, sessionToken)) return seeOther(`/home?account=${accountId}`);
  const cookie = await newVisitHeaders(request, context, sessionToken);
  return seeOther("/start", withLinkLanguage(cookie, request, context, locales));
}
