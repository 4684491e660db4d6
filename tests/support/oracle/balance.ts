import { Decimal } from "decimal.js";

/**
 * A second opinion on balances, written from domain.md §2–§3 and interfaces.md §5 with decimal.js
 * and JavaScript dates. It walks day by day in major units and shares no code with app/domain.
 */
const Exact = Decimal.clone({ precision: 80, rounding: Decimal.ROUND_HALF_UP });

export interface OracleRate {
  readonly dailyRate?: string;
  readonly annualRate?: string;
  readonly dayCount?: string;
}
export interface OracleInterest extends OracleRate {
  readonly accruesOn?: readonly string[];
  readonly compounding?: string;
  readonly statementDay?: number;
  readonly rates?: readonly (OracleRate & { readonly from: string })[];
}
export interface OracleMovement {
  readonly on: string;
  readonly kind: string;
  readonly amount: string;
  readonly component?: string;
}
export interface OracleAccount {
  readonly asOf: string;
  readonly components: Readonly<Record<string, string>>;
  readonly delinquentSince?: string | null;
  readonly interest: OracleInterest;
  readonly movements: readonly OracleMovement[];
  readonly holds: readonly { readonly from: string; readonly to?: string | null }[];
  /** Of plans that bear the account's own interest: "signed", "due" and "ended". */
  readonly planDays?: readonly { readonly on: string; readonly kind: string }[];
}
export interface OracleRules {
  readonly places: number;
  readonly rounding: "half-up" | "half-even" | "up" | "down";
  /** The order in which a payment is spent, by days overdue. */
  readonly orderOf: (daysOverdue: number) => readonly string[];
}

const modes = {
  "half-up": Decimal.ROUND_HALF_UP,
  "half-even": Decimal.ROUND_HALF_EVEN,
  up: Decimal.ROUND_UP,
  down: Decimal.ROUND_DOWN,
};

/** What is owed on a day, by component, with total and credit; texts in major units. */
export function oracleBalance(
  account: OracleAccount,
  rules: OracleRules,
  on: string,
): Record<string, string> {
  const owed = new Map(names.map((name) => [name, new Exact(account.components[name] ?? 0)]));
  const get = (name: string) => owed.get(name) as Decimal;
  const put = (name: string, change: Decimal) => owed.set(name, get(name).plus(change));
  let accrued = new Accrued();
  let posted = new Exact(0);
  let [ofPeriod, ownInterest] = [new Exact(0), new Exact(0)];
  let credit = new Exact(0);
  let bearing = account.interest.accruesOn?.includes("interest") ? get("interest") : new Exact(0);

  const post = () => {
    const rounded = accrued.total().toDecimalPlaces(rules.places, modes[rules.rounding]);
    put("interest", rounded.minus(posted));
    ofPeriod = ofPeriod.plus(rounded).minus(posted);
    posted = rounded;
  };
  /** Each period of a plan is rounded by itself; its instalment pays its interest first. */
  const closePeriod = (own: boolean) => {
    post();
    [accrued, posted] = [new Accrued(), new Exact(0)];
    ownInterest = own ? ofPeriod : new Exact(0);
    ofPeriod = new Exact(0);
  };
  const take = (name: string, left: Decimal) => {
    const part = Decimal.min(left, get(name));
    put(name, part.negated());
    if (name === "interest") {
      bearing = Decimal.max(0, bearing.minus(part));
      ownInterest = Decimal.max(0, ownInterest.minus(part));
    }
    return left.minus(part);
  };
  const pay = (movement: OracleMovement) => {
    let left: Decimal = new Exact(movement.amount);
    if (movement.kind === "payment" && ownInterest.gt(0)) {
      const first = Decimal.min(left, ownInterest);
      left = left.minus(first).plus(take("interest", first));
    }
    for (const name of rules.orderOf(daysOverdue(account, movement.on))) left = take(name, left);
    if (left.isZero()) return;
    // Nothing posted is left: what has accrued up to this day is paid before there is credit.
    post();
    left = take("interest", left);
    if (movement.kind !== "waiver") credit = credit.plus(left);
  };
  const move = (movement: OracleMovement) => {
    if (movement.kind !== "charge") return pay(movement);
    const name = movement.component as string;
    put(name, new Exact(movement.amount));
    if (name === "interest" && account.interest.accruesOn?.includes(name)) {
      bearing = bearing.plus(movement.amount);
    }
  };

  for (let day = account.asOf; ; day = nextDay(day)) {
    const today = account.movements.filter((movement) => movement.on === day);
    const ofPlan = (account.planDays ?? []).filter((one) => one.on === day).map((one) => one.kind);
    if (ofPlan.includes("due")) closePeriod(true);
    if (ofPlan.includes("ended")) ownInterest = new Exact(0);
    for (const movement of today) move(movement);
    if (day === on) {
      post();
      break;
    }
    if (account.interest.compounding === "statement" && isStatement(account.interest, day)) {
      post();
      bearing = get("interest");
    }
    if (ofPlan.includes("signed")) closePeriod(false);
    if (account.holds.some((hold) => hold.from <= day && (!hold.to || day < hold.to))) continue;
    const bearers = account.interest.accruesOn ?? ["principal"];
    const base = bearers
      .filter((name) => name !== "interest")
      .reduce((sum, name) => sum.plus(get(name)), bearing);
    accrued.add(base, rateOf(account.interest, day), day);
  }
  const total = names.reduce((sum, name) => sum.plus(get(name)), new Exact(0));
  const texts = [...owed, ["total", total] as const, ["credit", credit] as const];
  return Object.fromEntries(texts.map(([name, value]) => [name, value.toFixed(rules.places)]));
}

const names = ["principal", "interest", "penalty", "fees", "costs"];

/** Interest so far, kept apart by divisor so that whole years of parts add up exactly. */
class Accrued {
  readonly #byDivisor = new Map<number, Decimal>();

  add(base: Decimal, rate: OracleRate, day: string): void {
    const divisor = rate.dailyRate !== undefined ? 1 : daysOfYear(rate.dayCount, day);
    const share = base.times(rate.dailyRate ?? rate.annualRate ?? 0);
    this.#byDivisor.set(divisor, (this.#byDivisor.get(divisor) ?? new Exact(0)).plus(share));
  }

  total(): Decimal {
    let sum = new Exact(0);
    for (const [divisor, share] of this.#byDivisor) sum = sum.plus(share.dividedBy(divisor));
    return sum.toDecimalPlaces(40);
  }
}

function rateOf(interest: OracleInterest, day: string): OracleRate {
  const standard = interest.dayCount;
  const later = (interest.rates ?? []).filter((rate) => rate.from <= day).at(-1);
  return { dayCount: standard, ...(later ?? interest) };
}

function daysOfYear(dayCount: string | undefined, day: string): number {
  if (dayCount === "act/360") return 360;
  const year = Number(day.slice(0, 4));
  const isLeap = new Date(Date.UTC(year, 1, 29)).getUTCDate() === 29;
  return dayCount === "act/act" && isLeap ? 366 : 365;
}

function isStatement({ statementDay }: OracleInterest, day: string): boolean {
  const [year, month, date] = day.split("-").map(Number) as [number, number, number];
  const last = new Date(Date.UTC(year, month, 0)).getUTCDate();
  return statementDay !== undefined && date === Math.min(statementDay, last);
}

function daysOverdue({ delinquentSince }: OracleAccount, day: string): number {
  if (!delinquentSince) return 0;
  return Math.max(0, (Date.parse(day) - Date.parse(delinquentSince)) / 86_400_000);
}

function nextDay(day: string): string {
  return new Date(Date.parse(day) + 86_400_000).toISOString().slice(0, 10);
}
