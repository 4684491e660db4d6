import type { Queryable } from "#app/db/database.server.ts";
import type { AccountRow } from "#app/db/stores/accounts.server.ts";
import { type HoldRow, listHolds } from "#app/db/stores/holds.server.ts";
import { type PostingRow, postingsAfter } from "#app/db/stores/postings.server.ts";
import type { Hold, HoldEffect, HoldKind } from "#app/domain/holds/hold.ts";
import type { AccountState, Balance, PlanDay } from "#app/domain/ledger/account.ts";
import { balanceOn } from "#app/domain/ledger/balance.ts";
import type { Components, componentNames } from "#app/domain/money/components.ts";
import { type CalendarDate, calendarDate, maxDate } from "#app/domain/primitives/date.ts";
import { dateInZone } from "#app/domain/primitives/zone.ts";
import { loadPortfolio, type Portfolio } from "../portfolios/load-portfolio.server.ts";
import type { Runtime } from "../ports.ts";
import { planDays } from "./plan-days.server.ts";
import { postedMovements } from "./posted-movements.server.ts";
import { storedTerms } from "./stored-terms.server.ts";

/** An account as every page and every decision sees it: snapshot, what came after, balance now. */
export interface LoadedAccount {
  readonly row: AccountRow;
  readonly portfolio: Portfolio;
  readonly state: AccountState;
  /** Today in the portfolio's zone; never before the snapshot. */
  readonly today: CalendarDate;
  readonly balance: Balance;
  readonly holds: readonly HoldRow[];
  readonly postings: readonly PostingRow[];
}

/**
 * Snapshot + what the portal posted after `appliedThrough`, with interest replayed to today
 * (domain.md §10, "never lies"). Only the snapshot's own number enters.
 */
export async function loadAccount(
  runtime: Runtime,
  db: Queryable,
  row: AccountRow,
): Promise<LoadedAccount> {
  const portfolio = await loadPortfolio(db, row.portfolioId);
  const postings = await postingsAfter(db, row.id, row.appliedThrough);
  const holds = await listHolds(db, row.id);
  const days = await planDays(db, row, portfolio);
  const state = accountState(row, postings, holds, days, portfolio);
  const today = maxDate(dateInZone(runtime.clock.now(), portfolio.timeZone), state.asOf);
  const balance = balanceOn(state, portfolio.policy, today);
  return { row, portfolio, state, today, balance, holds, postings };
}

/** The rows of an account in the form that the domain computes with. */
export function accountState(
  row: AccountRow,
  postings: readonly PostingRow[],
  holds: readonly HoldRow[],
  days: readonly PlanDay[],
  portfolio: Portfolio,
): AccountState {
  return {
    accountRef: row.ref,
    currency: portfolio.currency,
    asOf: calendarDate(row.asOf),
    opening: componentsOf(row),
    minimumDueMinor: row.minimumDue,
    delinquentSince: row.delinquentSince === null ? null : calendarDate(row.delinquentSince),
    product: row.product,
    interest: storedTerms(row.terms, portfolio.currency),
    movements: postedMovements(postings),
    holds: holds.map(holdOf),
    planDays: days,
  };
}

type Receivables = Record<(typeof componentNames)[number], bigint>;

function componentsOf(row: Receivables): Components {
  const { principal, interest, penalty, fees, costs } = row;
  return { principal, interest, penalty, fees, costs };
}

/** A stored hold as the domain reads it. */
export function holdOf(row: HoldRow): Hold {
  return {
    kind: row.kind as HoldKind,
    from: calendarDate(row.fromOn),
    to: row.toOn === null ? null : calendarDate(row.toOn),
    effects: row.effects as readonly HoldEffect[],
  };
}
