import { listCredits, listWaitingRefunds } from "#app/db/stores/refund-list.server.ts";
import { type Currency, isCurrency } from "#app/domain/money/currency.ts";
import { assert } from "#app/domain/primitives/assert.ts";
import { actorName } from "../act.server.ts";
import type { StaffActor } from "../actor.ts";
import type { Runtime } from "../ports.ts";
import { staffPortfolios } from "../staff/staff-portfolios.server.ts";
import { debtorNames } from "./debtor-names.server.ts";

const most = 200;

/** Refunds that wait for a second person, and the accounts where the debtor has credit. */
export async function staffRefunds(runtime: Runtime, actor: StaffActor) {
  const own = await staffPortfolios(runtime, actor);
  const zones = new Map(own.map(({ id, timeZone }) => [id, timeZone]));
  const waiting = await listWaitingRefunds(runtime.db, actor.portfolioIds, most);
  const credits = await listCredits(runtime.db, actor.portfolioIds, most);
  const names = await debtorNames(
    runtime,
    [...waiting, ...credits].map(({ debtorId }) => debtorId),
  );
  return {
    waiting: waiting.map((one) => ({
      id: one.id,
      paymentId: one.paymentId,
      ref: one.accountRef,
      name: names.get(one.debtorId) ?? one.accountRef,
      receiptNo: one.receiptNo,
      currency: currencyOf(one.currency),
      amountMinor: one.amount,
      reason: one.reason,
      note: one.note,
      requestedAt: one.requestedAt.getTime(),
      byDebtor: one.requestedBy.startsWith("debtor:"),
      own: one.requestedBy === actorName(actor),
      zone: zones.get(one.portfolioId) ?? "UTC",
    })),
    credits: credits.map((one) => ({
      accountId: one.accountId,
      ref: one.accountRef,
      name: names.get(one.debtorId) ?? one.accountRef,
      currency: currencyOf(one.currency),
      creditMinor: one.credit,
      since: one.since.getTime(),
      zone: zones.get(one.portfolioId) ?? "UTC",
    })),
  };
}

export type StaffRefundsPage = Awaited<ReturnType<typeof staffRefunds>>;

function currencyOf(code: string): Currency {
  assert(isCurrency(code), "an account has a known currency");
  return code;
}
