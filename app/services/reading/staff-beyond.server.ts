import { findBeyond, findLossOfBreak } from "#app/db/stores/losses.server.ts";
import { findStaff } from "#app/db/stores/staff.server.ts";
import { actorName } from "../act.server.ts";
import type { StaffActor } from "../actor.ts";
import type { Runtime } from "../ports.ts";

/** What went back beyond a payment, and who has said what of it; null: nothing stands. */
export async function staffBeyond(runtime: Runtime, actor: StaffActor, breakId: string) {
  const beyond = await findBeyond(runtime.db, breakId);
  if (beyond === null) return null;
  const loss = await findLossOfBreak(runtime.db, breakId);
  const id = loss?.askedBy.startsWith("staff:") ? loss.askedBy.slice("staff:".length) : null;
  const person = id === null ? null : await findStaff(runtime.db, id);
  return {
    amountMinor: beyond.amount,
    currency: beyond.currency,
    state: loss?.state === "written" || loss?.state === "waiting" ? loss.state : ("open" as const),
    by: person?.name ?? "",
    mine: loss?.askedBy === actorName(actor),
    note: loss?.note ?? "",
  };
}

export type StaffBeyond = NonNullable<Awaited<ReturnType<typeof staffBeyond>>>;
