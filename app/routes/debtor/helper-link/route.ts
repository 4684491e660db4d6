import type { LoaderFunctionArgs } from "@remix-run/node";
import { newVisitHeaders } from "#app/http/debtor-guard.server.ts";
import { withLinkLanguage } from "#app/http/link-language.server.ts";
import { seeOther } from "#app/http/responses.server.ts";
import { openHelperLink } from "#app/services/helpers/open-helper-link.server.ts";

/** Takes the secret out of the address: a helper's visit, which opens nothing before a code. */
export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const opened = await openHelperLink(context.runtime, params.token ?? "");
  if (!opened.ok) return seeOther("/ended?why=helper");
  const { sessionToken, locale } = opened.value;
  const cookie = await newVisitHeaders(request, context, sessionToken);
  return seeOther("/helping", withLinkLanguage(cookie, request, context, [locale]));
}
