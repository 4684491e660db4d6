import type { AccountState } from "#app/domain/ledger/account.ts";
import { type Components, noComponents, totalOf } from "#app/domain/money/components.ts";
import { weekendCalendar } from "#app/domain/plans/calendar.ts";
import type { OfferInput } from "#app/domain/plans/input.ts";
import type { AffordabilityStatement } from "#app/domain/plans/offer.ts";
import type { InstalmentRule, Policy } from "#app/domain/policy/policy.ts";
import { standardPlan } from "#app/domain/policy/presets.ts";
import { calendarDate } from "#app/domain/primitives/date.ts";
import { decimal, zero } from "#app/domain/primitives/rational.ts";

/** What a plan test changes of an otherwise plain account and policy; amounts in minor units. */
export interface PlanCase {
  readonly on?: string;
  readonly owed?: Partial<Components>;
  readonly account?: Partial<AccountState>;
  readonly policy?: Partial<Policy>;
  readonly instalments?: Partial<InstalmentRule> | null;
  readonly more?: Partial<OfferInput>;
}

export const plainInstalments: InstalmentRule = {
  minTerms: 1,
  maxTerms: 60,
  offerTerms: [3],
  frequencies: ["monthly"],
  minAmountMinor: 0n,
  unitMinor: 1n,
  interest: { mode: "frozen" },
  firstDueFromDays: 1,
  firstDueToDays: 60,
  workingDays: "none",
  downPaymentMinMinor: 0n,
};

export const plainPolicy: Policy = {
  id: "plain",
  currency: "CNY",
  timeZone: "Asia/Shanghai",
  rounding: "half-up",
  allocation: [
    {
      upToDaysOverdue: 90,
      from: null,
      order: ["costs", "fees", "penalty", "interest", "principal"],
    },
    {
      upToDaysOverdue: null,
      from: null,
      order: ["costs", "principal", "interest", "penalty", "fees"],
    },
  ],
  full: null,
  settlement: [],
  instalments: plainInstalments,
  deferment: null,
  affordability: { shares: [], warnAbove: decimal("0.8") },
  plan: standardPlan,
  penalty: null,
  offerValidDays: 7,
  minimumPaymentMinor: 1n,
};

export const plainAccount: AccountState = {
  accountRef: "PLAIN-1",
  currency: "CNY",
  asOf: calendarDate("2026-11-21"),
  opening: noComponents,
  minimumDueMinor: 0n,
  delinquentSince: null,
  product: null,
  interest: {
    rate: { per: "day", value: decimal("0.0005"), text: "0.0005" },
    rates: [],
    accruesOn: ["principal"],
    compounding: "none",
    statementDay: null,
    cap: null,
  },
  movements: [],
  holds: [],
};

/** An offer input whose balance is simply what the case says is owed. */
export function planInput(change: PlanCase = {}): OfferInput {
  const on = calendarDate(change.on ?? "2026-11-21");
  const components = { ...noComponents, ...change.owed };
  const rule = change.instalments;
  const instalments = rule === null ? null : { ...plainInstalments, ...rule };
  return {
    account: { ...plainAccount, asOf: on, opening: components, ...change.account },
    balance: {
      on,
      components,
      totalMinor: totalOf(components),
      creditMinor: 0n,
      daysOverdue: 0,
      explanation: [],
      itemisation: [],
      accrued: zero,
    },
    policy: { ...plainPolicy, instalments, ...change.policy },
    on,
    firstDueOn: null,
    statement: null,
    calendar: weekendCalendar,
    ...change.more,
  };
}

/** A statement with this much income and spending a month, minor units. */
export function statementOf(incomeMinor: bigint, spendingMinor: bigint): AffordabilityStatement {
  return {
    income: [{ kind: "salary", monthlyMinor: incomeMinor }],
    spending: [{ kind: "housing", monthlyMinor: spendingMinor }],
  };
}
