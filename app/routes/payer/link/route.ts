import type { LoaderFunctionArgs } from "@remix-run/node";
import { withLinkLanguage } from "#app/http/link-language.server.ts";
import { payerCookieHeader } from "#app/http/payer-guard.server.ts";
import { seeOther } from "#app/http/responses.server.ts";
import { openPayerLink } from "#app/services/payer-links/open-payer-link.server.ts";

/** Takes the secret out of the address: a payer's visit, which knows its link alone. */
export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const opened = await openPayerLink(context.runtime, params.token ?? "");
  if (!opened.ok) return seeOther(`/payer/ended?why=${opened.error}`);
  const { sessionToken, locale } = opened.value;
  const cookie = payerCookieHeader(context, sessionToken);
  return seeOther("/payer", withLinkLanguage(cookie, request, context, [locale]));
}
