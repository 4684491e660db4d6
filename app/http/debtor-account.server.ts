import type { AppLoadContext } from "@remix-run/node";
import type { LoadedAccount } from "#app/services/accounts/account-state.server.ts";
import { debtorAccount } from "#app/services/accounts/debtor-account.server.ts";
import type { Visit } from "#app/services/identity/read-visit.server.ts";
import { requireDebtor } from "./debtor-guard.server.ts";
import { notFound } from "./responses.server.ts";

/** The account in the address, for somebody inside who owes it; throws 404 otherwise. */
export async function requireAccount(
  request: Request,
  context: AppLoadContext,
  accountId: string | undefined,
): Promise<{ readonly visit: Visit; readonly account: LoadedAccount }> {
  const visit = await requireDebtor(request, context);
  const account = await debtorAccount(context.runtime, visit.actor, accountId ?? "");
  if (account === null) throw notFound();
  return { visit, account };
}
