import type { Tx } from "#app/db/database.server.ts";
import { lockAccount, owesAccount } from "#app/db/stores/accounts.server.ts";
import {
  closeHelperProposals,
  insertHelperProposal,
  openHelperProposals,
} from "#app/db/stores/helper-proposals.server.ts";
import type { ProposalAsk } from "#app/domain/plans/offer.ts";
import { pickText, readPick } from "#app/domain/plans/pick.ts";
import { err, ok, type Result } from "#app/domain/primitives/result.ts";
import { loadAccount } from "../accounts/account-state.server.ts";
import { isUuid } from "../accounts/is-uuid.server.ts";
import { actorName } from "../act.server.ts";
import type { Visit } from "../identity/read-visit.server.ts";
import { pickedOffer } from "../plans/picked-offer.server.ts";
import { replaceablePlan } from "../plans/replaceable-plan.server.ts";
import type { Runtime } from "../ports.ts";
import { noteHelper } from "./note-helper.server.ts";

/** `lapsed`: the offer that was picked no longer stands. */
export type SuggestRefusal = "not-found" | "in-force" | "closed" | "lapsed";

/**
 * Keeps what a helper proposes, an offer or an ask of their own, for the debtor to find: nothing
 * is agreed and nobody else is told. A newer one of the same helper stands in its place; the same
 * again is the same one.
 */
export async function suggestPlan(
  runtime: Runtime,
  visit: Visit,
  accountId: string,
  wish: { readonly pick: string } | { readonly ask: ProposalAsk },
): Promise<Result<{ readonly suggestionId: string }, SuggestRefusal>> {
  const { helper, actor } = visit;
  const may = helper?.scopes.includes("propose") && actor.level > 0 && isUuid(accountId);
  if (helper === null || !may) return err("not-found");
  return runtime.db.transaction(async (tx) => {
    if (!(await owesAccount(tx, actor.debtorId, accountId))) return err("not-found");
    const pick = await checkedPick(runtime, tx, visit, accountId, wish);
    if (!pick.ok) return pick;
    const waiting = await openHelperProposals(tx, actor.debtorId, accountId);
    const same = waiting.find((one) => one.helperId === helper.id && one.pick === pick.value);
    if (same) return ok({ suggestionId: same.id });
    const at = new Date(runtime.clock.now());
    await closeHelperProposals(tx, { accountId, helperId: helper.id }, at);
    const id = runtime.ids.next();
    const { portfolioId } = visit.debtor;
    await insertHelperProposal(tx, {
      ...{ id, portfolioId, accountId, debtorId: actor.debtorId, helperId: helper.id },
      ...{ pick: pick.value, createdAt: at },
    });
    const about = { helperId: helper.id, portfolioId, by: actorName(actor) };
    await noteHelper(runtime, tx, about, "helper.proposed", { accountId, suggestionId: id });
    return ok({ suggestionId: id });
  });
}

/** What is kept is a name: the figures are computed when the debtor looks at it. */
async function checkedPick(
  runtime: Runtime,
  tx: Tx,
  { debtor }: Visit,
  accountId: string,
  wish: { readonly pick: string } | { readonly ask: ProposalAsk },
): Promise<Result<string, SuggestRefusal>> {
  const row = await lockAccount(tx, accountId);
  if (row === null) return err("not-found");
  if (row.status !== "open") return err("closed");
  const loaded = await loadAccount(runtime, tx, row);
  if (!(await replaceablePlan(runtime, tx, loaded, debtor)).ok) return err("in-force");
  if (loaded.balance.totalMinor <= 0n) return err("closed");
  if ("ask" in wish) return ok(pickText({ on: loaded.today, choice: { ask: wish.ask } }));
  const picked = await pickedOffer(tx, loaded, wish.pick, null);
  const named = readPick(wish.pick);
  return picked.ok && named !== null ? ok(pickText(named)) : err("lapsed");
}
