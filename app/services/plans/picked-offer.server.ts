import type { Queryable } from "#app/db/database.server.ts";
import { stoppedBy } from "#app/domain/holds/in-force.ts";
import type { OfferInput } from "#app/domain/plans/input.ts";
import type { AffordabilityStatement, Offer } from "#app/domain/plans/offer.ts";
import { type OfferPick, offerOfPick, readPick } from "#app/domain/plans/pick.ts";
import { err, ok, type Result } from "#app/domain/primitives/result.ts";
import type { LoadedAccount } from "../accounts/account-state.server.ts";
import { offerInput } from "./offer-input.server.ts";

export interface PickedOffer {
  readonly pick: OfferPick;
  readonly input: OfferInput;
  readonly offer: Offer;
}

/** `unknown`: no such offer was ever made. `lapsed`: it was, and no longer stands. */
export type PickRefusal = "unknown" | "lapsed";

/**
 * The offer that a debtor picked, computed again. Until it lapses an offer stands with the figures
 * of the day it was made on, unless money has moved since, its first date has come, or a hold
 * stops offers by now. Shares of what is left over are of the statement as it is now.
 */
export async function pickedOffer(
  db: Queryable,
  loaded: LoadedAccount,
  text: string,
  statement: AffordabilityStatement | null,
): Promise<Result<PickedOffer, PickRefusal>> {
  const pick = readPick(text);
  if (pick === null || pick.on > loaded.today) return err("unknown");
  if (loaded.row.status !== "open" || hasChangedSince(loaded, pick)) return err("lapsed");
  if (stoppedBy(loaded.state.holds, "offers", loaded.today) !== null) return err("lapsed");
  const input = await offerInput(db, loaded, { on: pick.on, statement });
  const offer = offerOfPick(pick, input);
  if (offer === null) return err(pick.on === loaded.today ? "unknown" : "lapsed");
  const stands = loaded.today <= offer.validUntil && loaded.today <= offer.firstDueOn;
  return stands ? ok({ pick, input, offer }) : err("lapsed");
}

function hasChangedSince({ state }: LoadedAccount, { on }: OfferPick): boolean {
  return on < state.asOf || state.movements.some((movement) => movement.on > on);
}
