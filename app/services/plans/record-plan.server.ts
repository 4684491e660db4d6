import type { Tx } from "#app/db/database.server.ts";
import type { DebtorRow } from "#app/db/stores/debtors.server.ts";
import type { PlanRow } from "#app/db/stores/plans.server.ts";
import type { LoadedAccount } from "../accounts/account-state.server.ts";
import type { Runtime } from "../ports.ts";
import type { DraftAgreement } from "./draft-agreement.server.ts";
import type { PickedOffer } from "./picked-offer.server.ts";
import { replacePlan } from "./replace-plan.server.ts";
import type { Signing } from "./signing.ts";
import { writeAgreement } from "./write-agreement.server.ts";
import { writePlan } from "./write-plan.server.ts";

export interface Signed {
  readonly picked: PickedOffer;
  readonly draft: DraftAgreement;
  readonly debtor: DebtorRow;
  readonly signing: Signing;
  /** The plan in force, in whose place the new one stands. */
  readonly replaced: PlanRow | null;
}

/**
 * Writes everything that a signature makes, in the caller's transaction and under the account's
 * lock: event, plan, instalments, agreement, hold, and the messages. Answers the plan's id.
 */
export async function recordPlan(
  runtime: Runtime,
  tx: Tx,
  loaded: LoadedAccount,
  signed: Signed,
): Promise<string> {
  const planId = runtime.ids.next();
  const signedAt = new Date(runtime.clock.now());
  if (signed.replaced) await replacePlan(runtime, tx, loaded, { ...signed, planId });
  await writePlan(runtime, tx, loaded, { ...signed, planId, signedAt, group: null });
  await writeAgreement(runtime, tx, loaded, { ...signed, planId, signedAt, groupId: null });
  return planId;
}
