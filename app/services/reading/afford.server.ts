import { flagsOf, isFresh, sumOf } from "#app/domain/plans/statement.ts";
import { hardshipRule } from "#app/domain/policy/hardship-rule.ts";
import { dateInZone } from "#app/domain/primitives/zone.ts";
import type { LoadedAccount } from "../accounts/account-state.server.ts";
import { type SavedStatement, savedStatement } from "../affordability/saved-statement.server.ts";
import type { Runtime } from "../ports.ts";

/** What the debtor can afford as far as they said; amounts a month in minor units. */
export async function affordPage(runtime: Runtime, debtorId: string, loaded: LoadedAccount) {
  const saved = await savedStatement(runtime, runtime.db, debtorId);
  return {
    accountId: loaded.row.id,
    currency: loaded.portfolio.currency,
    saved: saved && statementView(saved, loaded),
    source: loaded.portfolio.policy.guidelines?.source ?? null,
  };
}

/** A statement line by line, with what is unusual of it and whether to ask if it is still true. */
export function statementView(
  { statement, household, madeAt, confirmedAt }: SavedStatement,
  { portfolio, today }: Pick<LoadedAccount, "portfolio" | "today">,
) {
  const { policy, timeZone } = portfolio;
  const incomeMinor = sumOf(statement.income);
  const spendingMinor = sumOf(statement.spending);
  const confirmedOn = dateInZone(confirmedAt, timeZone);
  return {
    ...statement,
    ...household,
    incomeMinor,
    spendingMinor,
    leftMinor: incomeMinor - spendingMinor,
    madeOn: dateInZone(madeAt, timeZone),
    confirmedOn,
    fresh: isFresh(confirmedOn, today, hardshipRule(policy).statementDays),
    flags: flagsOf(statement, household, policy.guidelines ?? null),
  };
}

export type StatementView = ReturnType<typeof statementView>;
