import type { AppLoadContext } from "@remix-run/node";
import type { AccountRow } from "#app/db/stores/accounts.server.ts";
import { staffAccountRow } from "#app/services/accounts/staff-account.server.ts";
import type { Permission } from "#app/services/staff/permissions.server.ts";
import type { StaffVisit } from "#app/services/staff/read-staff-visit.server.ts";
import { notFound } from "./responses.server.ts";
import { requireStaff } from "./staff-session.server.ts";

/** The account in the address, for staff of its portfolio with the permission; 404 otherwise. */
export async function requireStaffAccount(
  request: Request,
  context: AppLoadContext,
  permission: Permission,
  accountId: string | undefined,
): Promise<StaffVisit & { readonly account: AccountRow }> {
  const visit = await requireStaff(request, context, permission);
  const account = await staffAccountRow(context.runtime, visit.actor, accountId ?? "");
  if (account === null) throw notFound();
  return { ...visit, account };
}
