import type { Tx } from "#app/db/database.server.ts";
import { insertHold } from "#app/db/stores/holds.server.ts";
import { defaultHoldEffects } from "#app/domain/holds/default-effects.ts";
import type { HoldEffect } from "#app/domain/holds/hold.ts";
import type { Agreement } from "#app/domain/plans/agreement.ts";
import type { LoadedAccount } from "../accounts/account-state.server.ts";
import { recordEvent } from "../feedback/record-event.server.ts";
import type { Runtime } from "../ports.ts";
import type { PickedOffer } from "./picked-offer.server.ts";

/**
 * Sets the hold of a signed plan from the day its figures are of (domain.md §5): a frozen plan or
 * a settlement stops interest and collection; one that bears interest stops collection where its
 * own clauses say so, and the account's own interest where the plan charges another instead.
 */
export async function holdForPlan(
  runtime: Runtime,
  tx: Tx,
  loaded: LoadedAccount,
  { input, offer }: PickedOffer,
  agreement: Agreement,
): Promise<void> {
  const effects: readonly HoldEffect[] =
    offer.interest === "frozen"
      ? (input.policy.holdEffects ?? defaultHoldEffects)["agreed-plan"]
      : [...replacedBy(offer), ...promisedBy(agreement)];
  if (effects.length === 0) return;
  const { row } = loaded;
  const id = runtime.ids.next();
  const [kind, setBy, reason] = ["agreed-plan", "system", "plan-agreed"] as const;
  await insertHold(tx, {
    id,
    accountId: row.id,
    portfolioId: row.portfolioId,
    kind,
    effects,
    fromOn: input.on,
    toOn: null,
    reason,
    setBy,
    createdAt: new Date(runtime.clock.now()),
  });
  await recordEvent(runtime, tx, {
    accountId: row.id,
    type: "hold.set",
    data: { holdId: id, kind, from: input.on, to: null, effects, reason, setBy },
  });
}

/** A reduced rate or a fee is posted by the plan itself, on its due dates. */
function replacedBy({ interest }: PickedOffer["offer"]): readonly HoldEffect[] {
  return interest === "contract" ? [] : ["interest"];
}

function promisedBy({ clauses }: Agreement): readonly HoldEffect[] {
  return clauses.some((clause) => clause.key === "collection-stops") ? ["collection"] : [];
}
