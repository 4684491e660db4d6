import { findSession } from "#app/db/stores/sessions.server.ts";
import { sessionLife } from "#app/domain/verification/session-life.ts";
import type { Runtime } from "../ports.ts";

/** How long a visit still lasts if nobody does anything, in milliseconds; 0: it has ended. */
export async function visitLeftMs(runtime: Runtime, sessionToken: string | null): Promise<number> {
  const { clock, db, sealer } = runtime;
  const session =
    sessionToken === null ? null : await findSession(db, sealer.hashToken(sessionToken));
  if (session === null || session.kind === "staff") return 0;
  const nowMs = clock.now();
  const life = sessionLife(
    { startedAt: session.createdAt.getTime(), seenAt: session.seenAt.getTime() },
    nowMs,
  );
  return life.state === "ended" ? 0 : life.endsAt - nowMs;
}
