import type { Tx } from "#app/db/database.server.ts";
import type { HoldRow } from "#app/db/stores/holds.server.ts";
import { listAccountPlans, type PlanRow } from "#app/db/stores/plans.server.ts";
import { listPostingsKeyed, type PostingRow } from "#app/db/stores/postings.server.ts";
import { noComponents } from "#app/domain/money/components.ts";
import { calendarDate } from "#app/domain/primitives/date.ts";
import { type LoadedAccount, loadAccount } from "../accounts/account-state.server.ts";
import { ownPrices } from "../plans/own-charges.server.ts";
import type { Runtime } from "../ports.ts";
import { postInterestBack } from "./post-interest-back.server.ts";

/**
 * Gives back what plans at a reduced rate or with a fee have charged for days that a hold covers,
 * under the account's lock, once the hold is written: each charge less what its period costs with
 * every hold that is known now, less what was given back of it before. Two holds over the same days
 * give them back once. Answers the sum in minor units.
 */
export async function creditHeldCharges(
  runtime: Runtime,
  tx: Tx,
  { row }: Pick<LoadedAccount, "row">,
  hold: HoldRow,
): Promise<bigint> {
  let sumMinor = 0n;
  if (!row.planInterest) return sumMinor;
  for (const plan of await listAccountPlans(tx, row.id)) {
    const loaded = await loadAccount(runtime, tx, row);
    for (const { charge, amountMinor } of await tooMuch(tx, loaded, plan)) {
      await giveBack(runtime, tx, await loadAccount(runtime, tx, row), hold, charge, amountMinor);
      sumMinor += amountMinor;
    }
  }
  return sumMinor;
}

interface TooMuch {
  readonly charge: PostingRow;
  readonly amountMinor: bigint;
}

async function tooMuch(tx: Tx, loaded: LoadedAccount, plan: PlanRow): Promise<readonly TooMuch[]> {
  const accountId = loaded.row.id;
  const prices = await ownPrices(tx, loaded, plan);
  if (prices.length === 0) return [];
  const charges = await listPostingsKeyed(tx, accountId, `plan-interest:${plan.id}:`);
  const backs = await listPostingsKeyed(tx, accountId, "held-charge:");
  return charges.flatMap((charge) => {
    const price = prices.find(({ onceKey }) => onceKey === charge.onceKey);
    if (price === undefined) return [];
    const given = backs.filter(({ onceKey }) => onceKey.startsWith(`held-charge:${charge.id}:`));
    const givenMinor = given.reduce((sum, { amount }) => sum + amount, 0n);
    const dueMinor = price.dueBy(calendarDate(charge.effectiveOn));
    const amountMinor = charge.amount - givenMinor - dueMinor;
    return amountMinor > 0n ? [{ charge, amountMinor }] : [];
  });
}

/** A charge that no snapshot contains is lowered on its own day, before the money of that day. */
async function giveBack(
  runtime: Runtime,
  tx: Tx,
  loaded: LoadedAccount,
  hold: HoldRow,
  charge: PostingRow,
  amountMinor: bigint,
): Promise<void> {
  const onceKey = `held-charge:${charge.id}:${hold.id}`;
  const isContained = charge.accountSeq <= loaded.row.appliedThrough;
  await postInterestBack(
    runtime,
    tx,
    loaded,
    `hold:${hold.id}`,
    isContained
      ? { on: loaded.state.asOf, amountMinor, onceKey }
      : {
          on: calendarDate(charge.effectiveOn),
          amountMinor,
          onceKey,
          split: { ...noComponents, interest: amountMinor },
        },
  );
}
