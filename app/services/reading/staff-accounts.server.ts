import {
  type AccountSort,
  type ListedAccount,
  listAccounts,
  searchAccounts,
  standings,
} from "#app/db/stores/account-list.server.ts";
import { findAccount } from "#app/db/stores/accounts.server.ts";
import type { PortfolioRow } from "#app/db/stores/portfolios.server.ts";
import { type Currency, isCurrency } from "#app/domain/money/currency.ts";
import { assert } from "#app/domain/primitives/assert.ts";
import { addDays, calendarDate, daysBetween } from "#app/domain/primitives/date.ts";
import { dateInZone } from "#app/domain/primitives/zone.ts";
import { isUuid } from "../accounts/is-uuid.server.ts";
import type { StaffActor } from "../actor.ts";
import { dialledNumber } from "../debtors/phone.server.ts";
import type { Brand } from "../portfolios/brand.server.ts";
import type { Runtime } from "../ports.ts";
import { recordLook } from "../staff/record-look.server.ts";
import { chosenPortfolios, staffPortfolios } from "../staff/staff-portfolios.server.ts";
import { stageOf } from "./account-stage.server.ts";
import { debtorNames } from "./debtor-names.server.ts";
import type { AccountListPage, AccountListRow } from "./staff-accounts-page.ts";

export const pageRows = 200;

export interface AccountListWish {
  /** What was typed into the search; empty: the list with its filters. */
  readonly query: string;
  readonly portfolio: string | null;
  readonly status: ListedAccount["status"] | null;
  readonly leastDays: number | null;
  readonly leastMinor: bigint | null;
  readonly mostMinor: bigint | null;
  readonly sort: AccountSort;
  /** Id of the last account of the page before. */
  readonly after: string | null;
}

/** A page of accounts: found by any reference, or listed by filters; the look is recorded. */
export async function staffAccounts(
  runtime: Runtime,
  actor: StaffActor,
  wish: AccountListWish,
): Promise<AccountListPage> {
  const own = await staffPortfolios(runtime, actor);
  const chosen = chosenPortfolios(own, wish.portfolio);
  const searching = wish.query !== "";
  const found = searching
    ? await search(runtime, chosen, wish.query)
    : await list(runtime, chosen, wish);
  const shown = found.slice(0, pageRows);
  await recordLook(runtime, actor, {
    action: searching ? "accounts.searched" : "accounts.listed",
    portfolioId: null,
    subject: "accounts",
    detail: { portfolios: chosen.map(({ code }) => code), shown: shown.length },
  });
  return {
    portfolios: own.map(({ code, name }) => ({ code, name })),
    rows: await rowsOf(runtime, chosen, shown),
    next: !searching && found.length > pageRows ? (shown.at(-1)?.id ?? null) : null,
    cut: searching && found.length > pageRows,
  };
}

async function list(
  runtime: Runtime,
  portfolios: readonly PortfolioRow[],
  wish: AccountListWish,
): Promise<readonly ListedAccount[]> {
  const { status, leastMinor, mostMinor, leastDays, sort } = wish;
  const today = todayIn(runtime, portfolios[0]);
  const last = wish.after !== null && isUuid(wish.after) ? wish.after : null;
  const after = last === null ? null : await findAccount(runtime.db, last);
  return listAccounts(
    runtime.db,
    {
      portfolioIds: portfolios.map(({ id }) => id),
      status,
      leastMinor,
      mostMinor,
      delinquentBy: leastDays === null ? null : addDays(today, -leastDays),
    },
    { sort, after },
    pageRows + 1,
  );
}

function search(
  runtime: Runtime,
  portfolios: readonly PortfolioRow[],
  query: string,
): Promise<readonly ListedAccount[]> {
  const { sealer } = runtime;
  const plain = query.normalize("NFKC").trim();
  const countries = new Set(portfolios.map(({ brand }) => (brand as Brand).country));
  const numbers = [...countries].map((country) => dialledNumber(plain, country));
  const phones = [...new Set(numbers)].filter((number) => number !== null);
  return searchAccounts(
    runtime.db,
    {
      portfolioIds: portfolios.map(({ id }) => id),
      ref: plain,
      names: sealer.blindIndex("name", plain),
      emails: plain.includes("@") ? sealer.blindIndex("email", plain) : null,
      phones: phones.map((number) => sealer.blindIndex("phone", number)),
      cards: /^\d{4}$/.test(plain) ? sealer.blindIndex("card-last4", plain) : null,
    },
    pageRows + 1,
  );
}

async function rowsOf(
  runtime: Runtime,
  portfolios: readonly PortfolioRow[],
  found: readonly ListedAccount[],
): Promise<AccountListRow[]> {
  const today = todayIn(runtime, portfolios[0]);
  const ids = found.map(({ id }) => id);
  const [standing, names] = await Promise.all([
    standings(runtime.db, ids, today),
    debtorNames(
      runtime,
      found.map(({ debtorId }) => debtorId),
    ),
  ]);
  const zones = new Map(portfolios.map(({ id, timeZone }) => [id, timeZone]));
  return found.map((account) => {
    const since = account.delinquentSince;
    const stands = standing.get(account.id);
    return {
      id: account.id,
      name: names.get(account.debtorId) ?? account.ref,
      ref: account.ref,
      currency: currencyOf(account),
      totalMinor: account.total,
      asOf: calendarDate(account.asOf),
      daysOverdue: since === null ? 0 : Math.max(0, daysBetween(calendarDate(since), today)),
      stage: stageOf(account.status, stands),
      hold: stands?.hold ?? null,
      zone: zones.get(account.portfolioId) ?? "UTC",
      contactAt: stands?.contactAt?.getTime() ?? null,
      contactChannel: stands?.contactChannel ?? null,
    };
  });
}

function currencyOf({ currency, ref }: ListedAccount): Currency {
  assert(isCurrency(currency), `account ${ref} has a known currency`);
  return currency;
}

function todayIn(runtime: Runtime, portfolio: PortfolioRow | undefined) {
  return dateInZone(runtime.clock.now(), portfolio?.timeZone ?? "UTC");
}
