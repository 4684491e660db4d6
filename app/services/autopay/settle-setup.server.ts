import type { Tx } from "#app/db/database.server.ts";
import { lockAccount } from "#app/db/stores/accounts.server.ts";
import { findAutopayOfPlan, listAutopaysOfMethod } from "#app/db/stores/autopays.server.ts";
import {
  type CardSetupRow,
  findSetup,
  lockSetup,
  setSetupState,
} from "#app/db/stores/card-setups.server.ts";
import { isWithdrawn, withdrawMandate } from "#app/db/stores/mandates.server.ts";
import { findPlan } from "#app/db/stores/plans.server.ts";
import {
  findMethod,
  keepMethod,
  type SavedMethodRow,
} from "#app/db/stores/saved-methods.server.ts";
import { assert } from "#app/domain/primitives/assert.ts";
import { type LoadedAccount, loadAccount } from "../accounts/account-state.server.ts";
import type { MethodState, SetupState } from "../payments/provider-saved.ts";
import type { Runtime } from "../ports.ts";
import { dropCard } from "./drop-card.server.ts";
import { type CardFace, methodBinding } from "./seals.server.ts";
import { setupOrderOf } from "./setup-order.server.ts";
import { turnOn } from "./turn-on.server.ts";

/**
 * Takes in how the saving of a card came out: webhook, return page and sweeper all end here, with
 * a state that was fetched fresh. A card that was saved turns autopay on, once; one that nothing
 * may charge any more is given back to the provider.
 */
export async function settleSetup(
  runtime: Runtime,
  setupId: string,
  found: SetupState,
): Promise<CardSetupRow["state"]> {
  const done = await runtime.db.transaction(async (tx) => {
    const known = await findSetup(tx, setupId);
    assert(known !== null, `no setup ${setupId}`);
    const row = await lockAccount(tx, known.accountId);
    const setup = await lockSetup(tx, setupId);
    assert(row !== null && setup !== null, `no setup ${setupId}`);
    const nothing = { state: setup.state, unused: [] as SavedMethodRow[] };
    if (setup.state === "succeeded" || !isOurs(runtime, setup, found)) return nothing;
    const at = new Date(runtime.clock.now());
    if (found.status !== "succeeded" || found.method === null) {
      const state = found.status === "succeeded" ? "open" : found.status;
      if (state !== setup.state) await setSetupState(tx, setupId, { state, methodId: null, at });
      return { ...nothing, state };
    }
    const method = await keepMethod(tx, cardOf(runtime, setup, found.method));
    const loaded = await loadAccount(runtime, tx, row);
    const unused = await use(runtime, tx, loaded, setup, method);
    await setSetupState(tx, setupId, { state: "succeeded", methodId: method.id, at });
    return { state: "succeeded" as const, unused };
  });
  for (const card of done.unused) await dropCard(runtime, card, "replaced");
  return done.state;
}

function isOurs(runtime: Runtime, setup: CardSetupRow, found: SetupState): boolean {
  const right =
    found.setupId === setup.id &&
    found.livemode === runtime.payments.livemode &&
    found.customer === setupOrderOf(setup).customer &&
    (found.method === null || found.method.customer === found.customer);
  if (!right)
    runtime.log.error({ setupId: setup.id, of: found.setupId }, "saved card is not of its setup");
  return right;
}

function cardOf(runtime: Runtime, setup: CardSetupRow, found: MethodState): SavedMethodRow {
  const id = runtime.ids.next();
  const { portfolioId, debtorId, provider } = setup;
  const { brand, last4, expMonth, expYear } = found;
  const face: CardFace = { brand, last4, expMonth, expYear };
  return {
    id,
    portfolioId,
    debtorId,
    provider,
    customer: found.customer ?? "",
    reference: found.reference,
    kind: found.kind,
    sealed: runtime.sealer.seal(methodBinding({ id, portfolioId }), face),
    state: "active",
    savedAt: new Date(runtime.clock.now()),
  };
}

/** Answers the cards that nothing charges any more. */
async function use(
  runtime: Runtime,
  tx: Tx,
  loaded: LoadedAccount,
  setup: CardSetupRow,
  method: SavedMethodRow,
): Promise<SavedMethodRow[]> {
  const { mandateId } = setup;
  const plan = await findPlan(tx, setup.planId);
  const stands =
    plan !== null &&
    (plan.state === "agreed" || plan.state === "active") &&
    !(await isWithdrawn(tx, mandateId));
  if (!stands || plan === null) {
    const at = new Date(runtime.clock.now());
    const by = "system";
    const reason = "unused";
    await withdrawMandate(tx, { mandateId, portfolioId: setup.portfolioId, reason, by, at });
    return [method];
  }
  const before = await findAutopayOfPlan(tx, plan.id);
  await turnOn(runtime, tx, loaded, plan, { mandateId, methodId: method.id });
  if (before === null || before.methodId === method.id) return [];
  const others = await listAutopaysOfMethod(tx, before.methodId);
  if (others.length > 0) return [];
  const old = await findMethod(tx, before.methodId);
  return old === null ? [] : [old];
}
