import { listStaffPayments, type PaymentFilter } from "#app/db/stores/payment-list.server.ts";
import { type Currency, isCurrency } from "#app/domain/money/currency.ts";
import type { PaymentListState } from "#app/domain/payments/listed.ts";
import { assert } from "#app/domain/primitives/assert.ts";
import { addDays, type CalendarDate } from "#app/domain/primitives/date.ts";
import { instantOf } from "#app/domain/primitives/zone.ts";
import { isUuid } from "../accounts/is-uuid.server.ts";
import type { StaffActor } from "../actor.ts";
import type { Runtime } from "../ports.ts";
import { recordLook } from "../staff/record-look.server.ts";
import { chosenPortfolios, staffPortfolios } from "../staff/staff-portfolios.server.ts";
import { debtorNames } from "./debtor-names.server.ts";

const pageRows = 100;

export interface PaymentListWish {
  readonly portfolio: string | null;
  readonly state: PaymentListState | null;
  readonly method: string | null;
  /** Days in the portfolio's zone, both included. */
  readonly from: CalendarDate | null;
  readonly to: CalendarDate | null;
  readonly reference: string | null;
  readonly after: string | null;
}

export interface PaymentListRow {
  readonly id: string;
  readonly accountId: string;
  readonly ref: string;
  readonly name: string;
  readonly currency: Currency;
  readonly amountMinor: bigint;
  readonly returnedMinor: bigint;
  readonly method: string;
  readonly state: PaymentListState;
  readonly receiptNo: string;
  readonly paidAt: number;
  readonly zone: string;
}

/** Payments, newest first, as the filter asks. */
export async function staffPayments(runtime: Runtime, actor: StaffActor, wish: PaymentListWish) {
  const own = await staffPortfolios(runtime, actor);
  const chosen = chosenPortfolios(own, wish.portfolio);
  const zones = new Map(chosen.map(({ id, timeZone }) => [id, timeZone]));
  const zone = chosen[0]?.timeZone ?? "UTC";
  const filter: PaymentFilter = {
    portfolioIds: [...zones.keys()],
    state: wish.state,
    method: wish.method,
    from: wish.from && new Date(instantOf(wish.from, "00:00", zone)),
    to: wish.to && new Date(instantOf(addDays(wish.to, 1), "00:00", zone)),
    reference: wish.reference,
    after: wish.after !== null && isUuid(wish.after) ? wish.after : null,
  };
  const found = await listStaffPayments(runtime.db, filter, pageRows + 1);
  const shown = found.slice(0, pageRows);
  await recordLook(runtime, actor, {
    action: "payments.listed",
    portfolioId: null,
    subject: "payments",
    detail: { portfolios: chosen.map(({ code }) => code), shown: shown.length },
  });
  const names = await debtorNames(
    runtime,
    shown.map(({ debtorId }) => debtorId),
  );
  const rows = shown.map((one): PaymentListRow => {
    assert(isCurrency(one.currency), "a payment has a known currency");
    return {
      id: one.id,
      accountId: one.accountId,
      ref: one.accountRef,
      name: names.get(one.debtorId) ?? one.accountRef,
      currency: one.currency,
      amountMinor: one.amount,
      returnedMinor: one.returned,
      method: one.method,
      state: one.state,
      receiptNo: one.receiptNo,
      paidAt: one.paidAt.getTime(),
      zone: zones.get(one.portfolioId) ?? zone,
    };
  });
  return {
    portfolios: own.map(({ code, name }) => ({ code, name })),
    rows,
    next: found.length > pageRows ? (shown.at(-1)?.id ?? null) : null,
  };
}
