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
  /** A charge that is a plan's own interest. */
  readonly ofPlan?: boolean;
}
export interface OracleAccount {
  readonly asOf: string;
  readonly components: Readonly<Record<string, string>>;
  readonly delinquentSince?: string | null;
  readonly interest: OracleInterest;
  readonly movements: readonly OracleMovement[];
  readonly holds: readonly { readonly from: string; readonly to?: string | null }[];
  /** Of plans that bear interest: "signed", "due" and "ended". */
  readonly planDays?: readonly OraclePlanDay[];
}
export interface OraclePlanDay {
  readonly on: string;
  readonly kind: string;
  /** What the period that ends here was to cost, in major units. */
  readonly signed?: string;
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
  const books = new Books(account, rules);
  for (let day = account.asOf; ; day = nextDay(day)) {
    const planDays = (account.planDays ?? []).filter((one) => one.on === day);
    const ofPlan = planDays.map((one) => one.kind);
    if (ofPlan.includes("due")) {
      const signed = planDays.find((one) => one.kind === "due")?.signed;
      books.closePeriod(
        true,
        account.planDays?.some((one) => isBegin(one, account.asOf, day)) ? undefined : signed,
      );
    }
    if (ofPlan.includes("ended")) books.ownInterest = new Exact(0);
    for (const movement of account.movements) if (movement.on === day) books.move(movement);
    if (day === on) break;
    if (account.interest.compounding === "statement" && isStatement(account.interest, day)) {
      books.join();
    }
    if (ofPlan.includes("signed")) books.closePeriod(false);
    if (account.holds.some((hold) => hold.from <= day && (!hold.to || day < hold.to))) continue;
    books.accrued.add(books.base(), rateOf(account.interest, day), day);
  }
  books.post();
  const total = names.reduce((sum, name) => sum.plus(books.get(name)), new Exact(0));
  const texts = [...books.owed, ["total", total] as const, ["credit", books.credit] as const];
  return Object.fromEntries(texts.map(([name, value]) => [name, value.toFixed(rules.places)]));
}

/** Whether a plan day of the replay begins a period, so that the snapshot holds no part of it. */
function isBegin({ on, kind }: OraclePlanDay, asOf: string, day: string): boolean {
  return kind !== "ended" && asOf <= on && on < day;
}

/** What is owed while the days go by. */
class Books {
  readonly owed: Map<string, Decimal>;
  accrued = new Accrued();
  credit = new Exact(0);
  /** Unpaid interest of a plan's last period: an instalment pays it first. */
  ownInterest = new Exact(0);
  #posted = new Exact(0);
  #ofPeriod = new Exact(0);
  #bearing: Decimal;
  readonly #account: OracleAccount;
  readonly #rules: OracleRules;

  constructor(account: OracleAccount, rules: OracleRules) {
    this.#account = account;
    this.#rules = rules;
    this.owed = new Map(names.map((name) => [name, new Exact(account.components[name] ?? 0)]));
    this.#bearing = this.#bears("interest") ? this.get("interest") : new Exact(0);
  }

  get(name: string): Decimal {
    return this.owed.get(name) as Decimal;
  }

  post(): void {
    const { places, rounding } = this.#rules;
    const rounded = this.accrued.total().toDecimalPlaces(places, modes[rounding]);
    this.#put("interest", rounded.minus(this.#posted));
    this.#ofPeriod = this.#ofPeriod.plus(rounded).minus(this.#posted);
    this.#posted = rounded;
  }

  /** Each period of a plan is rounded by itself. */
  closePeriod(own: boolean, signed?: string): void {
    this.post();
    [this.accrued, this.#posted] = [new Accrued(), new Exact(0)];
    const ofPeriod =
      signed === undefined ? this.#ofPeriod : Decimal.min(signed, this.get("interest"));
    this.ownInterest = own ? ofPeriod : new Exact(0);
    this.#ofPeriod = new Exact(0);
  }

  /** Unpaid interest joins the base. */
  join(): void {
    this.post();
    this.#bearing = this.get("interest");
  }

  base(): Decimal {
    const bearers = (this.#account.interest.accruesOn ?? ["principal"]).filter(
      (name) => name !== "interest",
    );
    return bearers.reduce((sum, name) => sum.plus(this.get(name)), this.#bearing);
  }

  move(movement: OracleMovement): void {
    if (movement.kind !== "charge") {
      this.#pay(movement);
      return;
    }
    const name = movement.component as string;
    this.#put(name, new Exact(movement.amount));
    if (movement.ofPlan) this.ownInterest = new Exact(movement.amount);
    if (name === "interest" && this.#bears(name)) {
      this.#bearing = this.#bearing.plus(movement.amount);
    }
  }

  #pay(movement: OracleMovement): void {
    let left: Decimal = new Exact(movement.amount);
    if (movement.kind === "payment" && this.ownInterest.gt(0)) {
      const first = Decimal.min(left, this.ownInterest);
      left = left.minus(first).plus(this.#take("interest", first));
    }
    const order = this.#rules.orderOf(daysOverdue(this.#account, movement.on));
    for (const name of order) left = this.#take(name, left);
    if (left.isZero()) return;
    // Nothing posted is left: what has accrued up to this day is paid before there is credit.
    this.post();
    left = this.#take("interest", left);
    if (movement.kind !== "waiver") this.credit = this.credit.plus(left);
  }

  #take(name: string, left: Decimal): Decimal {
    const part = Decimal.min(left, this.get(name));
    this.#put(name, part.negated());
    if (name === "interest") {
      this.#bearing = Decimal.max(0, this.#bearing.minus(part));
      this.ownInterest = Decimal.max(0, this.ownInterest.minus(part));
    }
    return left.minus(part);
  }

  #put(name: string, change: Decimal): void {
    this.owed.set(name, this.get(name).plus(change));
  }

  #bears(name: string): boolean {
    return this.#account.interest.accruesOn?.includes(name) ?? false;
  }
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
