import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { visitOf, visitToken } from "#app/http/debtor-guard.server.ts";
import { isOurs } from "#app/http/form-body.server.ts";
import { takeTyped } from "#app/http/typed-forms.server.ts";
import { visitLeftMs } from "#app/services/identity/visit-left.server.ts";

/** Which page asks: one that was opened in another's visit with this browser gets no answer. */
const tokenHeader = "form-token";

/** How long the visit still lasts; asking is no sign that somebody is there. */
export async function loader({ request, context }: LoaderFunctionArgs) {
  const token = request.headers.get(tokenHeader);
  if (token !== null && !isOurs(token, request, context)) throw new Response(null, { status: 403 });
  const leftMs = await visitLeftMs(context.runtime, visitToken(request, context));
  return Response.json({ leftMs });
}

/** Somebody is there: the visit goes on, and what stands in a long form is kept. */
export async function action({ request, context }: ActionFunctionArgs) {
  const visit = await visitOf(request, context);
  await takeTyped(
    request,
    context,
    typeof visit === "string" ? visitToken(request, context) : visit,
  );
  const leftMs = await visitLeftMs(context.runtime, visitToken(request, context));
  return Response.json({ leftMs });
}
