import { lockAccount } from "#app/db/stores/accounts.server.ts";
import { listAutopaysOfMethod } from "#app/db/stores/autopays.server.ts";
import type { ProviderEventRow } from "#app/db/stores/provider-events.server.ts";
import {
  findMethodByReference,
  type SavedMethodRow,
  setMethodDetached,
  setMethodFacts,
} from "#app/db/stores/saved-methods.server.ts";
import type { Runtime } from "../ports.ts";
import { type CardFace, methodBinding } from "./seals.server.ts";
import { stopForCard } from "./stop-for-card.server.ts";

/**
 * A saved card changed at the provider: it is fetched fresh. One that was detached there stops what
 * it paid for, and its debtor is told; one that its bank renewed shows its new expiry.
 */
export async function settleMethodEvent(
  runtime: Runtime,
  event: ProviderEventRow,
): Promise<"settled" | "ignored" | "unmatched" | "no-answer"> {
  const method = await findMethodByReference(runtime.db, event.objectId);
  if (method === null || method.state !== "active") return "ignored";
  const outcome = await runtime.payments.fetchMethod(event.objectId);
  if (outcome.kind === "unknown") return "no-answer";
  if (outcome.kind === "refused" && outcome.reason !== "not-found") return "no-answer";
  if (outcome.kind === "ok" && outcome.value.customer === method.customer) {
    const { brand, last4, expMonth, expYear } = outcome.value;
    const face: CardFace = { brand, last4, expMonth, expYear };
    const sealed = runtime.sealer.seal(methodBinding(method), face);
    await setMethodFacts(runtime.db, method.id, sealed);
    return "settled";
  }
  await takeAway(runtime, method);
  return "settled";
}

async function takeAway(runtime: Runtime, method: SavedMethodRow): Promise<void> {
  const at = new Date(runtime.clock.now());
  if (!(await setMethodDetached(runtime.db, method.id, "provider", at))) return;
  for (const { accountId } of await listAutopaysOfMethod(runtime.db, method.id)) {
    await runtime.db.transaction(async (tx) => {
      await lockAccount(tx, accountId);
      const all = await listAutopaysOfMethod(tx, method.id);
      const here = all.filter((one) => one.accountId === accountId);
      for (const autopay of here) await stopForCard(runtime, tx, autopay);
    });
  }
}
