import type { LoaderFunctionArgs } from "@remix-run/node";
import { visitCookieHeader } from "#app/http/debtor-guard.server.ts";
import { seeOther } from "#app/http/responses.server.ts";
import { openLink } from "#app/services/identity/open-link.server.ts";

/** Takes the secret out of the address: a visit at level 0, and on to the landing. */
export async function loader({ params, context }: LoaderFunctionArgs) {
  const opened = await openLink(context.runtime, params.token ?? "", null);
  if (!opened.ok) return seeOther(`/ended?why=${opened.error}`);
  return seeOther("/start", visitCookieHeader(context, opened.value.sessionToken));
}
