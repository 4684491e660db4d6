import { listCharges } from "#app/db/stores/autopay-charges.server.ts";
import { listAutopays } from "#app/db/stores/autopays.server.ts";
import { findPlan } from "#app/db/stores/plans.server.ts";
import { findMethod } from "#app/db/stores/saved-methods.server.ts";
import { nextCharge } from "#app/domain/payments/autopay/next-step.ts";
import type { LoadedAccount } from "../accounts/account-state.server.ts";
import { askAutopay } from "../autopay/ask-autopay.server.ts";
import type { Runtime } from "../ports.ts";
import { faceOf } from "./autopay.server.ts";

const shownTries = 8;

/** Automatic payment of an account as staff see it: the newest one; null: there never was one. */
export async function staffAutopay(runtime: Runtime, loaded: LoadedAccount) {
  const [autopay] = await listAutopays(runtime.db, loaded.row.id);
  if (autopay === undefined) return null;
  const [plan, card, charges] = await Promise.all([
    findPlan(runtime.db, autopay.planId),
    findMethod(runtime.db, autopay.methodId),
    listCharges(runtime.db, autopay.planId),
  ]);
  const on = autopay.state === "on" && plan !== null;
  const question = on ? await askAutopay(runtime, runtime.db, loaded, plan, autopay) : null;
  return {
    state: autopay.state,
    since: autopay.changedAt.getTime(),
    next: question === null ? null : nextCharge(question),
    card: card === null ? null : faceOf(runtime, card),
    tries: charges
      .slice(-shownTries)
      .reverse()
      .map((charge) => ({
        id: charge.id,
        n: charge.n,
        try: charge.try,
        on: charge.triedOn,
        amountMinor: charge.amount,
        state: charge.state,
        code: charge.code,
      })),
  };
}
