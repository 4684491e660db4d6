import { findMethod } from "#app/db/stores/saved-methods.server.ts";
import { err, ok, type Result } from "#app/domain/primitives/result.ts";
import { isUuid } from "../accounts/is-uuid.server.ts";
import type { DebtorActor } from "../actor.ts";
import type { Runtime } from "../ports.ts";
import { type ConsentRefusal, consentedPlan } from "./consented-plan.server.ts";
import { type Consent, giveMandate } from "./give-mandate.server.ts";
import { turnOn } from "./turn-on.server.ts";

/** Turns autopay on with a card that this debtor has saved before; level 2, with a new mandate. */
export async function useSavedCard(
  runtime: Runtime,
  actor: DebtorActor,
  accountId: string,
  methodId: string,
  consent: Consent,
): Promise<Result<null, ConsentRefusal | "no-card">> {
  return runtime.db.transaction(async (tx) => {
    const consented = await consentedPlan(runtime, tx, actor, accountId, consent);
    if (!consented.ok) return consented;
    const method = isUuid(methodId) ? await findMethod(tx, methodId) : null;
    if (method?.state !== "active" || method.debtorId !== actor.debtorId) return err("no-card");
    const { loaded, plan, words } = consented.value;
    const mandateId = await giveMandate(runtime, tx, plan, words, consent);
    await turnOn(runtime, tx, loaded, plan, { mandateId, methodId: method.id });
    return ok(null);
  });
}
