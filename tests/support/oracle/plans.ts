import { Decimal } from "decimal.js";

/**
 * A second opinion on plans, written from interfaces.md §5 and domain.md §2–§4 with decimal.js and
 * JavaScript dates. It walks day by day, shares no code with app/domain and knows no short cut.
 */
export const exact = Decimal.clone({ precision: 60, rounding: Decimal.ROUND_HALF_UP });

export type OracleInterest =
  | { readonly mode: "frozen" }
  | { readonly mode: "fee"; readonly fee: string }
  | {
      readonly mode: "daily";
      /** The rate of a day as a share of the base. */
      readonly rateOn: (date: string) => Decimal;
      readonly bearers: readonly string[];
      readonly heldOn: (date: string) => boolean;
      /** Unpaid interest joins the base on this day of the month. */
      readonly statementDay: number | null;
      readonly capMinor: string | null;
    };

export interface OraclePlan {
  readonly on: string;
  readonly dueOn: readonly string[];
  /** Minor units by component. */
  readonly owed: Readonly<Record<string, string>>;
  readonly interest: OracleInterest;
  readonly orderOn: (date: string) => readonly string[];
  readonly rounding: Decimal.Rounding;
}

export interface OracleLine {
  readonly dueOn: string;
  readonly amount: Decimal;
  readonly interest: Decimal;
  readonly principalAfter: Decimal;
  readonly balanceAfter: Decimal;
}

/** The smallest whole amount with which the last instalment is no larger than the others. */
export function oracleLevel(plan: OraclePlan): Decimal {
  let low = new exact(0);
  let high = sum(Object.values(plan.owed)).times(1000).plus(1000);
  while (high.minus(low).gt(1)) {
    const middle = low.plus(high).div(2).floor();
    if (lastOf(plan, middle).lte(middle)) high = middle;
    else low = middle;
  }
  return high;
}

function lastOf(plan: OraclePlan, amount: Decimal): Decimal {
  return (oracleSchedule(plan, amount).at(-1) as OracleLine).amount;
}

/** The schedule with this amount on every date but the last, which takes what remains. */
export function oracleSchedule(plan: OraclePlan, amount: Decimal): OracleLine[] {
  const owed: Record<string, Decimal> = {};
  for (const [name, text] of Object.entries(plan.owed)) owed[name] = new exact(text);
  const fee = feeOf(plan);
  const accrual: Accrual = { bearing: new exact(0), sinceStart: new exact(0) };
  let from = plan.on;
  return plan.dueOn.map((dueOn, index) => {
    const own = fee ?? round(accrueDays(plan, accrual, owed, from, dueOn), plan.rounding);
    const isLast = index === plan.dueOn.length - 1;
    const all = sum(Object.values(owed)).plus(own);
    const paid = isLast ? all : exact.min(amount, all);
    pay(plan, accrual, owed, { own, paid, dueOn });
    from = dueOn;
    const balanceAfter = sum(Object.values(owed));
    const principalAfter = owed.principal as Decimal;
    return { dueOn, amount: paid, interest: own, principalAfter, balanceAfter };
  });
}

interface Accrual {
  /** Unpaid interest that bears interest. */
  bearing: Decimal;
  sinceStart: Decimal;
}

function feeOf(plan: OraclePlan): Decimal | null {
  if (plan.interest.mode === "daily") return null;
  if (plan.interest.mode === "frozen") return new exact(0);
  return round(new exact(plan.owed.principal ?? "0").times(plan.interest.fee), plan.rounding);
}

function accrueDays(
  plan: OraclePlan,
  accrual: Accrual,
  owed: Record<string, Decimal>,
  from: string,
  to: string,
): Decimal {
  if (plan.interest.mode !== "daily") return new exact(0);
  const { rateOn, heldOn, bearers, statementDay, capMinor } = plan.interest;
  let period = new exact(0);
  for (let day = from; day < to; day = dayAfter(day)) {
    if (statementDay !== null && isStatementDay(day, statementDay)) {
      accrual.bearing = (owed.interest as Decimal).plus(round(period, plan.rounding));
    }
    if (heldOn(day)) continue;
    const base = sum(bearers.map((name) => owed[name] ?? 0)).plus(accrual.bearing);
    const wanted = base.times(rateOn(day));
    const left = capMinor === null ? wanted : new exact(capMinor).minus(accrual.sinceStart);
    const charged = exact.max(0, exact.min(wanted, left));
    period = period.plus(charged);
    accrual.sinceStart = accrual.sinceStart.plus(charged);
  }
  return period;
}

function pay(
  plan: OraclePlan,
  accrual: Accrual,
  owed: Record<string, Decimal>,
  { own, paid, dueOn }: { own: Decimal; paid: Decimal; dueOn: string },
): void {
  const ownPaid = exact.min(own, paid);
  owed.interest = (owed.interest as Decimal).plus(own).minus(ownPaid);
  let rest = paid.minus(ownPaid);
  let interestPaid = ownPaid;
  for (const name of plan.orderOn(dueOn)) {
    const part = exact.min(rest, owed[name] as Decimal);
    owed[name] = (owed[name] as Decimal).minus(part);
    rest = rest.minus(part);
    if (name === "interest") interestPaid = interestPaid.plus(part);
  }
  accrual.bearing = exact.max(0, accrual.bearing.minus(interestPaid));
}

export interface OracleRate {
  readonly on: string;
  readonly firstDueOn: string;
  readonly total: string;
  readonly amounts: readonly string[];
  readonly perYear: 12 | 13 | 26 | 52;
}

/** [m·i, (1+i)^m − 1] by bisection on i; both 0 when nothing is added. */
export function oracleRates(rate: OracleRate): [Decimal, Decimal] {
  const amounts = rate.amounts.map((amount) => new exact(amount));
  if (sum(amounts).lte(rate.total)) return [new exact(0), new exact(0)];
  const start = periodsBefore(rate);
  const worth = (i: Decimal) => {
    const grown = i.plus(1);
    const atFirst = amounts.reduceRight((later, amount) => later.div(grown).plus(amount));
    return atFirst.div(grown.pow(start));
  };
  let low = new exact(0);
  let high = new exact(1);
  while (worth(high).gt(rate.total)) high = high.times(2);
  for (let step = 0; step < 70; step += 1) {
    const middle = low.plus(high).div(2);
    if (worth(middle).gt(rate.total)) low = middle;
    else high = middle;
  }
  return [low.times(rate.perYear), low.plus(1).pow(rate.perYear).minus(1)];
}

/** s: whole calendar months and the rest over the days to the next monthly date, or days ÷ days. */
function periodsBefore({ on, firstDueOn, perYear }: OracleRate): Decimal {
  if (perYear !== 12) return new exact(daysFrom(on, firstDueOn)).div(364 / perYear);
  let months = 0;
  while (monthsAfter(on, months + 1) <= firstDueOn) months += 1;
  const last = monthsAfter(on, months);
  const length = daysFrom(last, monthsAfter(on, months + 1));
  return new exact(daysFrom(last, firstDueOn)).div(length).plus(months);
}

export const sum = (values: readonly Decimal.Value[]): Decimal =>
  values.reduce<Decimal>((total, value) => total.plus(value), new exact(0));

const round = (value: Decimal, mode: Decimal.Rounding): Decimal => value.toDecimalPlaces(0, mode);

const dayMs = 24 * 60 * 60 * 1000;
const time = (date: string): number => Date.parse(`${date}T00:00:00Z`);
const daysFrom = (from: string, to: string): number => (time(to) - time(from)) / dayMs;

export function dayAfter(date: string, days = 1): string {
  return new Date(time(date) + days * dayMs).toISOString().slice(0, 10);
}

/** Calendar months later, clamped to the month's end. */
export function monthsAfter(date: string, months: number): string {
  const [year = 0, month = 0, day = 0] = date.split("-").map(Number);
  const lastDay = new Date(Date.UTC(year, month + months, 0)).getUTCDate();
  const at = Date.UTC(year, month - 1 + months, Math.min(day, lastDay));
  return new Date(at).toISOString().slice(0, 10);
}

function isStatementDay(date: string, statementDay: number): boolean {
  const day = Number(date.slice(8));
  return day === statementDay || (day < statementDay && dayAfter(date).endsWith("-01"));
}
