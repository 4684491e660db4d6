import type { Tx } from "#app/db/database.server.ts";
import { type AutopayRow, setAutopayState } from "#app/db/stores/autopays.server.ts";
import { loadPortfolio } from "../portfolios/load-portfolio.server.ts";
import type { Runtime } from "../ports.ts";
import { recordAutopayChange } from "./record-change.server.ts";
import { tellDebtor } from "./tell-debtor.server.ts";

/** Stops an autopay whose card is gone, under the account's lock, and tells its debtor once. */
export async function stopForCard(runtime: Runtime, tx: Tx, autopay: AutopayRow): Promise<void> {
  const at = new Date(runtime.clock.now());
  const reason = "card-removed";
  if (!(await setAutopayState(tx, autopay.id, { state: "stopped", reason, at }))) return;
  const { id: autopayId, accountId, planId, debtorId, mandateId, portfolioId } = autopay;
  const which = { autopayId, accountId, planId, debtorId, mandateId };
  await recordAutopayChange(runtime, tx, { ...which, state: "stopped", reason });
  const portfolio = await loadPortfolio(tx, portfolioId);
  const kind = "autopay-card-gone";
  await tellDebtor(runtime, tx, { portfolio, debtorId, accountId, kind, page: "autopay" });
}
