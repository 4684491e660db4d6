import { findSession, type SessionRow, touchSession } from "#app/db/stores/sessions.server.ts";
import { findStaff, type StaffRow } from "#app/db/stores/staff.server.ts";
import type { StaffActor } from "../actor.ts";
import type { Runtime } from "../ports.ts";
import { staffSessionOver } from "./staff-session.server.ts";

/** Somebody of the staff at work. */
export interface StaffVisit {
  readonly session: SessionRow;
  readonly staff: Pick<StaffRow, "id" | "name" | "email" | "role" | "locale">;
  readonly actor: StaffActor;
}

/**
 * The work of a session token, as far as it lives. Role and portfolios are read each time, so that
 * what was taken away is gone at the next click, and so is somebody whose account was closed.
 */
export async function readStaffVisit(
  runtime: Runtime,
  token: string | null,
): Promise<StaffVisit | null> {
  if (token === null || token === "") return null;
  const session = await findSession(runtime.db, runtime.sealer.hashToken(token));
  if (session === null || session.kind !== "staff" || session.staffId === null) return null;
  const nowMs = runtime.clock.now();
  const times = { startedAt: session.createdAt.getTime(), seenAt: session.seenAt.getTime() };
  if (staffSessionOver(times, nowMs) !== null) return null;
  const staff = await findStaff(runtime.db, session.staffId);
  if (staff === null || staff.disabledAt !== null) return null;
  await touchSession(runtime.db, session.id, new Date(nowMs));
  const { id, name, email, role, locale, portfolioIds } = staff;
  return {
    session,
    staff: { id, name, email, role, locale },
    actor: { kind: "staff", staffId: id, role, portfolioIds },
  };
}
