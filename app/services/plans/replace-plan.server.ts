import type { Tx } from "#app/db/database.server.ts";
import { setPlanReplaced } from "#app/db/stores/plan-watch.server.ts";
import type { PlanRow } from "#app/db/stores/plans.server.ts";
import { formatAmount } from "#app/domain/money/amount.ts";
import { nextPlanState } from "#app/domain/plans/states.ts";
import { assert } from "#app/domain/primitives/assert.ts";
import type { LoadedAccount } from "../accounts/account-state.server.ts";
import { endAutopay } from "../autopay/end-autopay.server.ts";
import { recordEvent } from "../feedback/record-event.server.ts";
import type { Runtime } from "../ports.ts";
import { endPlanHold } from "./end-plan-hold.server.ts";
import { notePlan } from "./note-plan.server.ts";
import { ownCharges, postOwnCharge } from "./own-charges.server.ts";
import type { PickedOffer } from "./picked-offer.server.ts";
import { planStanding } from "./plan-standing.server.ts";
import { planToCome } from "./plan-to-come.server.ts";

interface Replacement {
  readonly replaced: PlanRow | null;
  readonly picked: PickedOffer;
  /** The new plan, which links back by the old one's `replaced_by`. */
  readonly planId: string;
  readonly debtor: { readonly id: string };
}

/**
 * Puts a new plan in the place of the one in force, in the transaction of its signature: the old
 * hold ends on the day on which the new one begins, and the collector gets both totals. What it
 * charges by the day is posted to the day that the new plan's figures are of.
 */
export async function replacePlan(
  runtime: Runtime,
  tx: Tx,
  loaded: LoadedAccount,
  { replaced: plan, picked, planId, debtor }: Replacement,
): Promise<void> {
  assert(plan !== null && nextPlanState(plan.state, "replace").ok, "a plan in force");
  const { matching } = await planStanding(tx, loaded, plan.id);
  const { leftMinor } = await planToCome(tx, loaded, plan, matching);
  const { on } = picked.input;
  for (const charge of await ownCharges(tx, loaded, plan, on, { endsOn: true })) {
    await postOwnCharge(runtime, tx, loaded, plan, charge);
  }
  const at = new Date(runtime.clock.now());
  assert(await setPlanReplaced(tx, plan, planId, at), "it is in force under the lock");
  await endPlanHold(runtime, tx, loaded);
  await endAutopay(runtime, tx, plan.id);
  const { currency } = loaded.portfolio;
  const { offer } = picked;
  const toPayBefore = formatAmount(leftMinor, currency);
  const toPayAfter = formatAmount(offer.totals.toPayMinor, currency);
  await recordEvent(runtime, tx, {
    accountId: loaded.row.id,
    type: "plan.changed",
    data: {
      planId: plan.id,
      change: "replaced",
      n: null,
      from: null,
      to: null,
      replacedBy: planId,
      currency,
      toPayBefore,
      toPayAfter,
      lastDueOn: offer.lastDueOn,
      schedule: offer.schedule.map(({ n, dueOn, amountMinor }) => ({
        n,
        dueOn,
        amount: formatAmount(amountMinor, currency),
      })),
    },
  });
  await notePlan(runtime, tx, plan, {
    kind: "replaced",
    by: `debtor:${debtor.id}`,
    detail: { replacedBy: planId, toPayBefore, toPayAfter, currency },
  });
}
