import { findAccount } from "#app/db/stores/accounts.server.ts";
import type { CaseRow } from "#app/db/stores/case-files.server.ts";
import { findDebtor } from "#app/db/stores/debtors.server.ts";
import { assert } from "#app/domain/primitives/assert.ts";
import type { Locale } from "#app/i18n/locale.ts";
import { openPerson } from "../debtors/person.server.ts";
import { debtorLocale } from "../messages/debtor-locale.server.ts";
import { loadPortfolio, type Portfolio } from "../portfolios/load-portfolio.server.ts";
import type { Runtime } from "../ports.ts";

export interface LetterParties {
  readonly portfolio: Portfolio;
  readonly locale: Locale;
  /** To whom. */
  readonly name: string;
  /** About which account. */
  readonly ref: string;
}

/** Who writes a letter about a case to whom, and in which language. */
export async function letterParties(
  runtime: Runtime,
  row: Pick<CaseRow, "debtorId" | "accountId" | "portfolioId">,
): Promise<LetterParties> {
  const [debtor, account, portfolio] = await Promise.all([
    findDebtor(runtime.db, row.debtorId),
    findAccount(runtime.db, row.accountId),
    loadPortfolio(runtime.db, row.portfolioId),
  ]);
  assert(debtor !== null && account !== null, "a case is somebody's, about an account");
  const { name } = openPerson(runtime, debtor);
  return { portfolio, locale: debtorLocale(debtor, portfolio), name, ref: account.ref };
}
