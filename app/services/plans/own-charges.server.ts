import type { Queryable, Tx } from "#app/db/database.server.ts";
import { listInstalments, type PlanRow } from "#app/db/stores/plans.server.ts";
import { insertPosting, listOnceKeys } from "#app/db/stores/postings.server.ts";
import { componentTexts } from "#app/domain/feedback/event-data.ts";
import type { AccountState } from "#app/domain/ledger/account.ts";
import { balanceOn } from "#app/domain/ledger/balance.ts";
import { chargePosting } from "#app/domain/ledger/postings.ts";
import { formatAmount, parseAmount } from "#app/domain/money/amount.ts";
import { noComponents } from "#app/domain/money/components.ts";
import {
  type OwnPeriod,
  ownInterestBy,
  ownPeriods,
  type PlanHolds,
} from "#app/domain/plans/own-interest.ts";
import { assert } from "#app/domain/primitives/assert.ts";
import {
  addDays,
  type CalendarDate,
  calendarDate,
  maxDate,
  minDate,
} from "#app/domain/primitives/date.ts";
import { dateInZone } from "#app/domain/primitives/zone.ts";
import { holdOf, type LoadedAccount } from "../accounts/account-state.server.ts";
import { recordEvent } from "../feedback/record-event.server.ts";
import type { Runtime } from "../ports.ts";
import { planHolds } from "./plan-holds.server.ts";

/** Interest of a plan's own that is not posted yet; minor units. */
export interface OwnCharge {
  readonly onceKey: string;
  readonly on: CalendarDate;
  readonly amountMinor: bigint;
}

/**
 * What a plan with interest of its own has to post by a day: each due date that has come, but for
 * one on whose eve nothing was owed. Where the plan ends on that day (`endsOn`), a reduced rate is
 * charged for the days since the last one too, which no other plan will charge. A fee is per
 * instalment and not per day.
 */
export async function ownCharges(
  db: Queryable,
  loaded: LoadedAccount,
  plan: PlanRow,
  on: CalendarDate,
  { endsOn = false }: { readonly endsOn?: boolean } = {},
): Promise<readonly OwnCharge[]> {
  const byDay = endsOn && plan.interestMode === "reduced";
  return chargesBy(loaded, await unpostedPrices(db, loaded, plan), on, byDay);
}

/** The prices that such a plan will yet post, as the account stands today. */
export async function pricesToCome(
  db: Queryable,
  loaded: LoadedAccount,
  plan: PlanRow,
): Promise<readonly OwnPrice[]> {
  const { today } = loaded;
  const prices = await unpostedPrices(db, loaded, plan);
  const charged = new Set(chargesBy(loaded, prices, today, false).map(({ onceKey }) => onceKey));
  return prices.filter(({ onceKey, period }) => period.to > today || charged.has(onceKey));
}

function chargesBy(
  { state, portfolio }: LoadedAccount,
  prices: readonly OwnPrice[],
  on: CalendarDate,
  byDay: boolean,
): readonly OwnCharge[] {
  const charges: OwnCharge[] = [];
  for (const { onceKey, period, dueBy } of prices) {
    if (period.to > on && !(byDay && period.from < on)) continue;
    const day = minDate(period.to, on);
    const amountMinor = dueBy(day);
    if (amountMinor <= 0n) continue;
    // A plan that comes back after a payment that had completed it was taken back.
    if (owedBefore({ state: withCharges(state, charges), portfolio }, day) <= 0n) continue;
    charges.push({ onceKey, on: day, amountMinor });
  }
  return charges;
}

/** An account as it is once such charges are posted. */
export function withCharges(state: AccountState, charges: readonly OwnCharge[]): AccountState {
  const added = charges.map((charge) => ({
    on: charge.on,
    kind: "charge" as const,
    amountMinor: charge.amountMinor,
    component: "interest" as const,
    split: null,
    reference: charge.onceKey,
  }));
  return { ...state, movements: [...state.movements, ...added] };
}

async function unpostedPrices(
  db: Queryable,
  loaded: LoadedAccount,
  plan: PlanRow,
): Promise<readonly OwnPrice[]> {
  const prices = await ownPrices(db, loaded, plan);
  if (prices.length === 0) return [];
  const keys = prices.map(({ onceKey }) => onceKey);
  const posted = new Set(await listOnceKeys(db, keys));
  return prices.filter(({ onceKey }) => !posted.has(onceKey));
}

/** What a plan charges for one period. */
export interface OwnPrice {
  /** Of its posting. */
  readonly onceKey: string;
  readonly period: OwnPeriod;
  /** What has come up by a day under the holds that the account has; minor units. */
  readonly dueBy: (on: CalendarDate) => bigint;
}

/**
 * What each period of a plan with interest of its own costs; none where it has none. A fee is the
 * price of its period, so that a day on which a hold stops interest costs its share of it too.
 */
export async function ownPrices(
  db: Queryable,
  loaded: LoadedAccount,
  plan: PlanRow,
): Promise<readonly OwnPrice[]> {
  if (plan.interestMode !== "reduced" && plan.interestMode !== "fee") return [];
  const periods = await periodsOf(db, loaded, plan);
  const holds = holdsOf(loaded, plan);
  // A fee was signed for every period, whatever stood then.
  const counted = plan.interestMode === "fee" ? { ...holds, atSigning: [] } : holds;
  const { rounding } = loaded.portfolio.policy;
  return periods
    .filter(({ ownMinor }) => ownMinor > 0n)
    .map((period) => ({
      onceKey: `plan-interest:${plan.id}:${period.n}`,
      period,
      dueBy: (on) => ownInterestBy(period, on, counted, rounding),
    }));
}

async function periodsOf(
  db: Queryable,
  loaded: LoadedAccount,
  plan: PlanRow,
): Promise<readonly OwnPeriod[]> {
  const rows = await listInstalments(db, plan.id);
  const lines = rows.map(({ n, dueOn, amount, balanceAfter }) => ({
    n,
    dueOn: calendarDate(dueOn),
    amountMinor: amount,
    balanceAfterMinor: balanceAfter,
  }));
  return ownPeriods(startOf(loaded, plan), openingOf(loaded, plan), lines);
}

/** The day whose figures were signed: that of the hold which came with the signature. */
function startOf({ holds, portfolio }: LoadedAccount, plan: PlanRow): CalendarDate {
  const [first] = planHolds(holds, plan);
  if (first !== undefined) return calendarDate(first.fromOn);
  return dateInZone(plan.agreedAt.getTime(), portfolio.timeZone);
}

/** What was owed when the plan was made: `overToday` is what it adds to that. */
function openingOf({ portfolio }: LoadedAccount, { offer, toPay }: PlanRow): bigint {
  const { totals } = offer as { readonly totals: { readonly overToday: string } };
  const over = parseAmount(totals.overToday, portfolio.currency);
  assert(typeof over === "bigint", "a stored offer has its totals");
  return toPay - over;
}

/** The plan's own hold stops the account's interest and not the plan's. */
function holdsOf({ holds }: LoadedAccount, { agreedAt }: PlanRow): PlanHolds {
  const others = holds.filter(({ kind }) => kind !== "agreed-plan");
  return {
    atSigning: others.filter(({ createdAt }) => createdAt < agreedAt).map(holdOf),
    since: others.filter(({ createdAt }) => createdAt >= agreedAt).map(holdOf),
  };
}

/** What was owed on the eve of a date, as is known now: who had paid it all is not charged. */
export function owedBefore(
  { state, portfolio }: Pick<LoadedAccount, "state" | "portfolio">,
  on: CalendarDate,
): bigint {
  return balanceOn(state, portfolio.policy, maxDate(addDays(on, -1), state.asOf)).totalMinor;
}

/** Posts such a charge, once, under the account's lock, and tells the system of record. */
export async function postOwnCharge(
  runtime: Runtime,
  tx: Tx,
  { row, portfolio }: LoadedAccount,
  plan: Pick<PlanRow, "id" | "interestMode">,
  { onceKey, on, amountMinor }: OwnCharge,
): Promise<void> {
  const { currency } = portfolio;
  const id = runtime.ids.next();
  const accountSeq = await recordEvent(runtime, tx, {
    accountId: row.id,
    type: "adjustment.posted",
    data: {
      postingId: id,
      kind: "plan-interest",
      effectiveOn: on,
      amount: formatAmount(amountMinor, currency),
      currency,
      split: componentTexts({ ...noComponents, interest: amountMinor }, currency),
      reason: `plan:${plan.id}`,
    },
  });
  const { entries } = chargePosting({ on, reference: id }, "interest", amountMinor);
  await insertPosting(
    tx,
    {
      id,
      accountId: row.id,
      portfolioId: row.portfolioId,
      kind: "charge",
      effectiveOn: on,
      currency: row.currency,
      amount: amountMinor,
      ...noComponents,
      interest: amountMinor,
      credit: 0n,
      rule: `plan:${plan.interestMode}`,
      source: "portal",
      onceKey,
      reverses: null,
      accountSeq,
      recordedAt: new Date(runtime.clock.now()),
    },
    entries.map((entry) => ({ ledgerAccount: entry.account, amount: entry.amountMinor })),
  );
}
