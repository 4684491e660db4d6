import type { Queryable } from "#app/db/database.server.ts";
import { stoppedBy } from "#app/domain/holds/in-force.ts";
import type { OfferInput } from "#app/domain/plans/input.ts";
import type { AffordabilityStatement, Offer } from "#app/domain/plans/offer.ts";
import { type OfferPick, offerOfPick, readPick } from "#app/domain/plans/pick.ts";
import { err, ok, type Result } from "#app/domain/primitives/result.ts";
import type { LoadedAccount } from "../accounts/account-state.server.ts";
import { isAgreedAsk } from "./agreed-ask.server.ts";
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
  if (pick === null) return err("unknown");
  const gone = goneSince(loaded, pick);
  if (gone !== null) return err(gone);
  const agreed = "ask" in pick.choice && (await isAgreedAsk(db, loaded, pick.choice.ask));
  const input = await offerInput(db, loaded, { on: pick.on, statement, agreed });
  const offer = offerOfPick(pick, input);
  if (offer === null) return err(pick.on === loaded.today ? "unknown" : "lapsed");
  return stillStands(loaded, offer) ? ok({ pick, input, offer }) : err("lapsed");
}

/** What has come between an account and a pick since its day; null: nothing has. */
export function goneSince(loaded: LoadedAccount, pick: OfferPick): PickRefusal | null {
  if (pick.on > loaded.today) return "unknown";
  if (loaded.row.status !== "open" || hasChangedSince(loaded, pick)) return "lapsed";
  return stoppedBy(loaded.state.holds, "offers", loaded.today) === null ? null : "lapsed";
}

/** Neither has the offer lapsed nor its first date gone by. */
export function stillStands({ today }: Pick<LoadedAccount, "today">, offer: Offer): boolean {
  return today <= offer.validUntil && today <= offer.firstDueOn;
}

function hasChangedSince({ state }: LoadedAccount, { on }: OfferPick): boolean {
  return on < state.asOf || state.movements.some((movement) => movement.on > on);
}
