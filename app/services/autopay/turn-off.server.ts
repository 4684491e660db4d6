import { lockAccount, owesAccount } from "#app/db/stores/accounts.server.ts";
import { findAutopayOfPlan, listAutopaysOfMethod } from "#app/db/stores/autopays.server.ts";
import { findOpenPlan } from "#app/db/stores/plans.server.ts";
import {
  findMethod,
  listActiveMethods,
  type SavedMethodRow,
} from "#app/db/stores/saved-methods.server.ts";
import { err, ok, type Result } from "#app/domain/primitives/result.ts";
import { isUuid } from "../accounts/is-uuid.server.ts";
import { actorName } from "../act.server.ts";
import type { DebtorActor } from "../actor.ts";
import { loadPortfolio } from "../portfolios/load-portfolio.server.ts";
import type { Runtime } from "../ports.ts";
import { dropCard } from "./drop-card.server.ts";
import { endThis } from "./end-autopay.server.ts";
import { tellDebtor } from "./tell-debtor.server.ts";

/**
 * Turns autopay off, at once and up to the moment of a charge; the card stays saved unless it is
 * to be removed too. Turning off what is off is no error: a second click finds it done.
 */
export async function turnOff(
  runtime: Runtime,
  actor: DebtorActor,
  accountId: string,
  { removeCard }: { readonly removeCard: boolean },
): Promise<Result<null, "not-found">> {
  const mayAct = actor.level > 0 && isUuid(accountId);
  type Done = Result<SavedMethodRow | null, "not-found">;
  const done = await runtime.db.transaction<Done>(async (tx) => {
    if (!mayAct || !(await owesAccount(tx, actor.debtorId, accountId))) return err("not-found");
    await lockAccount(tx, accountId);
    const plan = await findOpenPlan(tx, accountId);
    const autopay = plan === null ? null : await findAutopayOfPlan(tx, plan.id);
    if (autopay === null || autopay.debtorId !== actor.debtorId) return ok(null);
    const reason = removeCard ? "card-removed" : "turned-off";
    await endThis(runtime, tx, autopay, reason, actorName(actor));
    const portfolio = await loadPortfolio(tx, autopay.portfolioId);
    const { debtorId } = autopay;
    await tellDebtor(runtime, tx, {
      portfolio,
      debtorId,
      accountId,
      kind: "autopay-off",
      page: "plan",
    });
    return ok(await findMethod(tx, autopay.methodId));
  });
  if (!done.ok) return done;
  if (removeCard) await removeCards(runtime, actor, done.value);
  return ok(null);
}

/** The card of this plan, or, where nothing is charged, each that was kept; none that is in use. */
async function removeCards(
  runtime: Runtime,
  actor: DebtorActor,
  card: SavedMethodRow | null,
): Promise<void> {
  const cards = card === null ? await listActiveMethods(runtime.db, actor.debtorId) : [card];
  for (const one of cards) {
    if ((await listAutopaysOfMethod(runtime.db, one.id)).length > 0) continue;
    await dropCard(runtime, one, "debtor");
  }
}
