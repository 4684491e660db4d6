import { lockAccount } from "#app/db/stores/accounts.server.ts";
import { listAutopaysOfMethod, setAutopayState } from "#app/db/stores/autopays.server.ts";
import type { ProviderEventRow } from "#app/db/stores/provider-events.server.ts";
import {
  findMethodByReference,
  type SavedMethodRow,
  setMethodDetached,
  setMethodFacts,
} from "#app/db/stores/saved-methods.server.ts";
import { loadPortfolio } from "../portfolios/load-portfolio.server.ts";
import type { Runtime } from "../ports.ts";
import { recordAutopayChange } from "./record-change.server.ts";
import { type CardFace, methodBinding } from "./seals.server.ts";
import { tellDebtor } from "./tell-debtor.server.ts";

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
      for (const autopay of all.filter((one) => one.accountId === accountId)) {
        const reason = "card-removed";
        if (!(await setAutopayState(tx, autopay.id, { state: "stopped", reason, at }))) continue;
        const { id: autopayId, planId, debtorId, mandateId, portfolioId } = autopay;
        const which = { autopayId, accountId, planId, debtorId, mandateId };
        await recordAutopayChange(runtime, tx, { ...which, state: "stopped", reason });
        const portfolio = await loadPortfolio(tx, portfolioId);
        const kind = "autopay-card-gone";
        await tellDebtor(runtime, tx, { portfolio, debtorId, accountId, kind, page: "autopay" });
      }
    });
  }
}
