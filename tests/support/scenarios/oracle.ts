import { formatAmount } from "#app/domain/money/amount.ts";
import { componentNames } from "#app/domain/money/components.ts";
import { minorPlaces } from "#app/domain/money/currency.ts";
import type { LoadedAccount } from "#app/services/accounts/account-state.server.ts";
import { type OracleInterest, oracleBalance } from "../oracle/balance.ts";

/** Orders of domain.md §3, written out again. */
const civilCode = ["costs", "fees", "penalty", "interest", "principal"];
const principalFirst = ["costs", "principal", "interest", "penalty", "fees"];
const chargesLast = ["principal", "interest", "fees", "penalty", "costs"];
const orders: Readonly<Record<string, (daysOverdue: number) => readonly string[]>> = {
  "cn-bank-card": (days) => (days <= 90 ? civilCode : principalFirst),
  "us-reg-f": () => civilCode,
  "uk-conc": () => chargesLast,
};

const understood: readonly string[] = ["payment", "waiver", "charge"];

/**
 * What the day-by-day oracle says is owed, from the rows alone. Null where it has no opinion: money
 * that went back, interest that was given back, money dated before the snapshot, and money told
 * after a waiver of a later day, which stands.
 */
export function oracleOf(account: LoadedAccount): { total: string; credit: string } | null {
  const { row, portfolio, postings, holds, today } = account;
  const { currency, policy } = portfolio;
  const isUnderstood = postings.every(
    ({ kind, effectiveOn }) => understood.includes(kind) && effectiveOn >= row.asOf,
  );
  const waiver = postings.findLast(({ kind }) => kind === "waiver");
  const isAfterWaiver = postings.some(
    ({ kind, accountSeq, effectiveOn }) =>
      kind === "payment" &&
      waiver !== undefined &&
      accountSeq > waiver.accountSeq &&
      effectiveOn <= waiver.effectiveOn,
  );
  if (!isUnderstood || isAfterWaiver) return null;
  const text = (minor: bigint) => formatAmount(minor, currency);
  const said = oracleBalance(
    {
      asOf: row.asOf,
      components: Object.fromEntries(componentNames.map((name) => [name, text(row[name])])),
      delinquentSince: row.delinquentSince,
      interest: row.terms as OracleInterest,
      movements: postings.map(({ effectiveOn, kind, amount, interest, rule }) => ({
        on: effectiveOn,
        kind,
        amount: text(amount),
        ofPlan: kind === "charge" && rule?.startsWith("plan:") === true,
        ...(interest > 0n ? { component: "interest" } : {}),
      })),
      holds: holds
        .filter(({ effects }) => effects.includes("interest"))
        .map(({ fromOn, toOn }) => ({ from: fromOn, to: toOn })),
      planDays: (account.state.planDays ?? []).map(({ on, kind, signedMinor }) => ({
        on,
        kind,
        ...(signedMinor === undefined ? {} : { signed: text(signedMinor) }),
      })),
    },
    {
      places: minorPlaces(currency),
      rounding: "half-up",
      orderOf: orders[policy.id] ?? (() => civilCode),
    },
    today,
  );
  return { total: said.total ?? "", credit: said.credit ?? "" };
}
