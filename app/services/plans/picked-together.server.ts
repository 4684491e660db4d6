import type { Queryable } from "#app/db/database.server.ts";
import type { OfferInput } from "#app/domain/plans/input.ts";
import type { JointOffer } from "#app/domain/plans/joint-offer.ts";
import { jointOfferOfPick } from "#app/domain/plans/joint-pick.ts";
import type { AffordabilityStatement } from "#app/domain/plans/offer.ts";
import { type OfferPick, readPick } from "#app/domain/plans/pick.ts";
import { err, ok, type Result } from "#app/domain/primitives/result.ts";
import type { LoadedAccount } from "../accounts/account-state.server.ts";
import { offerInput } from "./offer-input.server.ts";
import {
  goneSince,
  type PickedOffer,
  type PickRefusal,
  stillStands,
} from "./picked-offer.server.ts";

export interface PickedTogether {
  readonly pick: OfferPick;
  readonly offer: JointOffer;
  /** In the order of the accounts. */
  readonly parts: readonly PickedPart[];
}

export interface PickedPart {
  readonly loaded: LoadedAccount;
  readonly picked: PickedOffer;
}

/**
 * The joint offer that a debtor picked for these accounts, computed again as `pickedOffer` does
 * for one: it stands with the figures of its day while that holds for every account.
 */
export async function pickedTogether(
  db: Queryable,
  accounts: readonly LoadedAccount[],
  text: string,
  statement: AffordabilityStatement | null,
): Promise<Result<PickedTogether, PickRefusal>> {
  const pick = readPick(text);
  if (pick === null || accounts.length < 2) return err("unknown");
  const gone = accounts.map((loaded) => goneSince(loaded, pick));
  if (gone.includes("unknown")) return err("unknown");
  if (gone.includes("lapsed")) return err("lapsed");
  const inputs: OfferInput[] = [];
  for (const loaded of accounts) inputs.push(await offerInput(db, loaded, { on: pick.on }));
  const offer = jointOfferOfPick(pick, { accounts: inputs, statement });
  const isToday = accounts.every(({ today }) => today === pick.on);
  if (offer === null) return err(isToday ? "unknown" : "lapsed");
  const parts = accounts.flatMap((loaded, index): PickedPart[] => {
    const [input, part] = [inputs[index], offer.parts[index]];
    return input && part ? [{ loaded, picked: { pick, input, offer: part.offer } }] : [];
  });
  const stands = accounts.every((loaded) => stillStands(loaded, offer));
  return stands ? ok({ pick, offer, parts }) : err("lapsed");
}
