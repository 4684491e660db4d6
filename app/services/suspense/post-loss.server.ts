import type { Tx } from "#app/db/database.server.ts";
import { insertHousePosting } from "#app/db/stores/house-postings.server.ts";
import type { LossRow } from "#app/db/stores/losses.server.ts";
import { assert } from "#app/domain/primitives/assert.ts";
import { dateInZone } from "#app/domain/primitives/zone.ts";
import { loadPortfolio } from "../portfolios/load-portfolio.server.ts";
import type { Runtime } from "../ports.ts";

/** Moves a loss out of suspense in the house book, or back when the money came in after all. */
export async function postLoss(
  runtime: Runtime,
  tx: Tx,
  loss: Pick<LossRow, "id" | "portfolioId" | "postingId" | "currency" | "amount">,
  what: "written" | "undone",
): Promise<void> {
  const { timeZone } = await loadPortfolio(tx, loss.portfolioId);
  const now = new Date(runtime.clock.now());
  const isWritten = what === "written";
  const posted = await insertHousePosting(tx, {
    id: runtime.ids.next(),
    portfolioId: loss.portfolioId,
    kind: "loss",
    effectiveOn: dateInZone(now.getTime(), timeZone),
    currency: loss.currency,
    amount: loss.amount,
    debit: isWritten ? "loss" : "suspense",
    credit: isWritten ? "suspense" : "loss",
    reference: loss.postingId,
    onceKey: `loss:${loss.id}:${what}`,
    recordedAt: now,
  });
  assert(posted, "a loss is written once, and undone once");
}
