import { err, type Result } from "#app/domain/primitives/result.ts";
import { staffAccountRow } from "../accounts/staff-account.server.ts";
import type { StaffActor } from "../actor.ts";
import type { Runtime } from "../ports.ts";
import { insist } from "../staff/permissions.server.ts";
import {
  type BookedElsewhere,
  bookElsewhere,
  type MoneyElsewhere,
  type MoneyFault,
} from "./book-elsewhere.server.ts";

export interface RecordedPayment extends Omit<MoneyElsewhere, "currency"> {
  readonly accountId: string;
}

/** Staff record money that reached the collector past the portal, in the account's currency. */
export async function recordPayment(
  runtime: Runtime,
  actor: StaffActor,
  { accountId, ...received }: RecordedPayment,
): Promise<Result<BookedElsewhere, MoneyFault | "not-found">> {
  insist(actor, "payments:record");
  const row = await staffAccountRow(runtime, actor, accountId);
  if (row === null) return err("not-found");
  return bookElsewhere(runtime, actor, row, { ...received, currency: row.currency });
}
