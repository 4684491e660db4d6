import { loadAccount } from "../accounts/account-state.server.ts";
import { staffAccountRow } from "../accounts/staff-account.server.ts";
import type { StaffActor } from "../actor.ts";
import type { Runtime } from "../ports.ts";
import { recordLook } from "../staff/record-look.server.ts";
import { creditPage } from "./credit.server.ts";

/** A debtor's credit as staff see it. Null: no such account in their portfolios. */
export async function staffCredit(runtime: Runtime, actor: StaffActor, accountId: string) {
  const row = await staffAccountRow(runtime, actor, accountId);
  if (row === null) return null;
  await recordLook(runtime, actor, {
    action: "account.viewed",
    portfolioId: row.portfolioId,
    subject: `account:${row.id}`,
    detail: {},
  });
  const loaded = await loadAccount(runtime, runtime.db, row);
  return { ...(await creditPage(runtime, row.debtorId, loaded)), ref: row.ref };
}
