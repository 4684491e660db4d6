import { findHelper, type HelperRow } from "#app/db/stores/helpers.server.ts";
import type { SessionRow } from "#app/db/stores/sessions.server.ts";
import { type HelperScope, helperState, scopesOf } from "#app/domain/verification/helper.ts";
import type { Runtime, SealBinding } from "../ports.ts";

/** Who helps a debtor, and in what. */
export interface Helping {
  readonly id: string;
  readonly scopes: readonly HelperScope[];
  /** The helper's name, as the debtor wrote it. */
  readonly name: string;
  /** How the debtor wants to be named to the helper. */
  readonly shownAs: string;
  readonly channel: "email" | "sms";
  /** Where codes go: an address or a number of the helper's own. */
  readonly contact: string;
  /** Epoch milliseconds. */
  readonly expiresAt: number;
}

/** What is personal of a helper; sealed as one record. */
export type HelperPerson = Pick<Helping, "name" | "shownAs" | "contact">;

/** The helper behind a helper's session; null once the invitation is over. */
export async function helpingOf(
  runtime: Runtime,
  session: Pick<SessionRow, "helperId" | "debtorId">,
  nowMs: number,
): Promise<Helping | null> {
  if (session.helperId === null) return null;
  const row = await findHelper(runtime.db, session.helperId);
  if (row === null || row.debtorId !== session.debtorId) return null;
  if (stateOfHelper(row, nowMs) !== "live") return null;
  const { id, channel, scopes, expiresAt } = row;
  return {
    ...openHelper(runtime, row),
    ...{ id, channel, scopes: scopesOf(scopes), expiresAt: expiresAt.getTime() },
  };
}

export function helperBinding(row: Pick<HelperRow, "id" | "portfolioId">): SealBinding {
  return { portfolioId: row.portfolioId, table: "helper", id: row.id };
}

/** The helper's record, unsealed; for the moment of use only. */
export function openHelper(
  runtime: Pick<Runtime, "sealer">,
  row: Pick<HelperRow, "id" | "portfolioId" | "sealed">,
): HelperPerson {
  return runtime.sealer.open<HelperPerson>(helperBinding(row), row.sealed);
}

/** A stored helper's state now. */
export function stateOfHelper(row: Pick<HelperRow, "expiresAt" | "endedAt">, nowMs: number) {
  const times = {
    expiresAt: row.expiresAt.getTime(),
    endedAt: row.endedAt?.getTime() ?? null,
  };
  return helperState(times, nowMs);
}
