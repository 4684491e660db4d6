import type { HoldRow } from "#app/db/stores/holds.server.ts";

/** A hold as the API shows it; in force over [from, to). */
export function holdDocument(hold: HoldRow) {
  return {
    id: hold.id,
    kind: hold.kind,
    effects: hold.effects,
    from: hold.fromOn,
    to: hold.toOn,
    reason: hold.reason,
    setBy: hold.setBy,
    createdAt: hold.createdAt.toISOString(),
    endedAt: hold.endedAt?.toISOString() ?? null,
  };
}
