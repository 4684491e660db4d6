import { accrueInterval, bearingAfterPayment, explain } from "../interest/accrue.ts";
import type { ExplanationLine } from "../interest/terms.ts";
import {
  addComponents,
  type Components,
  componentNames,
  subtractComponents,
  withAdded,
} from "../money/components.ts";
import type { Policy } from "../policy/policy.ts";
import type { CalendarDate } from "../primitives/date.ts";
import { add, type Rational, zero } from "../primitives/rational.ts";
import type { AccountState, ItemisationLine, Movement } from "./account.ts";

/** A balance on its way from the snapshot to the date asked for. */
export interface Replay {
  readonly account: AccountState;
  readonly policy: Policy;
  /** Interest is charged up to here, exclusive. */
  day: CalendarDate;
  components: Components;
  creditMinor: bigint;
  /** Exact interest since `asOf`, of which the rounded part is posted. */
  accrued: Rational;
  /** Unpaid interest that bears interest. */
  bearingMinor: bigint;
  /** Paid or credited since the snapshot: what the minimum due has been met with. */
  paidMinor: bigint;
  /** Movements that lowered the balance and what they lowered, for reversals. */
  readonly lowered: Lowered[];
  readonly explanation: ExplanationLine[];
  readonly itemisation: ItemisationLine[];
}

/** A movement that lowered the balance; what is left of it after reversals. */
export interface Lowered {
  readonly movement: Movement;
  split: Components;
  restMinor: bigint;
}

export function startReplay(account: AccountState, policy: Policy): Replay {
  const opening = componentNames
    .filter((name) => account.opening[name] !== 0n)
    .map((name) => ({
      ...plainLine,
      on: account.asOf,
      kind: "opening" as const,
      component: name,
      amountMinor: account.opening[name],
    }));
  return {
    account,
    policy,
    day: account.asOf,
    components: account.opening,
    creditMinor: 0n,
    accrued: zero,
    bearingMinor: account.interest.accruesOn.includes("interest") ? account.opening.interest : 0n,
    paidMinor: 0n,
    lowered: [],
    explanation: [],
    itemisation: opening,
  };
}

/** Notes a movement with what it did to each component; `amountMinor` is signed. */
export function itemise(
  replay: Replay,
  movement: Movement,
  split: Components,
  amountMinor: bigint,
  rule: string | null,
): void {
  const { on, kind, component, reference } = movement;
  replay.itemisation.push({ on, kind, component, amountMinor, split, rule, reference });
}

/** The parts of an itemisation line that most lines leave empty. */
export const plainLine = { component: null, split: null, rule: null, reference: null };

/** Charges the interest of the days before `day` and posts it, rounded cumulatively. */
export function accrueTo(replay: Replay, day: CalendarDate): void {
  if (day <= replay.day) return;
  const { account, policy, accrued } = replay;
  const accrual = accrueInterval({
    terms: account.interest,
    components: replay.components,
    holds: account.holds,
    from: replay.day,
    to: day,
    rounding: policy.rounding,
    before: accrued,
    bearingMinor: replay.bearingMinor,
  });
  const lines = explain(accrual.lines, policy.rounding, accrued);
  const amountMinor = lines.reduce((sum, line) => sum + line.amountMinor, 0n);
  replay.explanation.push(...lines);
  replay.components = withAdded(replay.components, "interest", amountMinor);
  replay.accrued = add(accrued, accrual.exact);
  replay.bearingMinor = accrual.bearingMinor;
  replay.day = day;
  if (amountMinor === 0n) return;
  const line = { ...plainLine, on: day, kind: "interest", component: "interest" } as const;
  replay.itemisation.push({ ...line, amountMinor, rule: "accrued" });
}

/** Takes `split` off what is owed; interest that bears interest is paid first. */
export function lower(replay: Replay, split: Components): void {
  replay.components = subtractComponents(replay.components, split);
  replay.bearingMinor = bearingAfterPayment(replay.bearingMinor, split.interest);
}

/** Puts `split` on what is owed; compounding interest joins the base on the next statement day. */
export function raise(replay: Replay, split: Components): void {
  replay.components = addComponents(replay.components, split);
  if (replay.account.interest.accruesOn.includes("interest")) {
    replay.bearingMinor += split.interest;
  }
}
