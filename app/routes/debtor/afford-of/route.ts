import type { LoaderFunctionArgs } from "@remix-run/node";
import { requireDebtor } from "#app/http/debtor-guard.server.ts";
import { notFound, seeOther } from "#app/http/responses.server.ts";
import { frameAccount } from "#app/services/reading/frame-account.server.ts";

/** The statement is the person's own: it opens beside the account that they look at. */
export async function loader({ request, context }: LoaderFunctionArgs) {
  const visit = await requireDebtor(request, context);
  const accountId = await frameAccount(context.runtime, visit, new URL(request.url));
  if (accountId === null) throw notFound();
  return seeOther(`/a/${accountId}/afford`);
}
