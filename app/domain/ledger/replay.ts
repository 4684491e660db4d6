import { accrueInterval, bearingAfterPayment, explain, isContinued } from "../interest/accrue.ts";
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
import { add, type Rational, round, subtract, zero } from "../primitives/rational.ts";
import type { AccountState, ItemisationLine, Movement } from "./account.ts";

/** A balance on its way from the snapshot to the date asked for. */
export interface Replay {
  readonly account: AccountState;
  readonly policy: Policy;
  /** Interest is charged up to here, exclusive. */
  day: CalendarDate;
  /** What is owed, interest only as far as it is posted. */
  components: Components;
  creditMinor: bigint;
  /** Exact interest since `asOf`. */
  accrued: Rational;
  /** What of `accrued` a plan's due dates have rounded off for good. */
  settled: Rational;
  /** What of the rest of `accrued` is posted; rounded cumulatively, so nothing drifts. */
  postedMinor: bigint;
  /** Posted since the last due date of a plan that bears interest. */
  periodMinor: bigint;
  /** Unpaid interest of the plan's last period: an instalment carries it first. */
  ownMinor: bigint;
  /** The period of a plan has begun since the snapshot; else the snapshot holds a part of it. */
  periodBegan: boolean;
  /** Unpaid interest that bears interest. */
  bearingMinor: bigint;
  /** Paid or credited since the snapshot: what the minimum due has been met with. */
  paidMinor: bigint;
  /** Movements that lowered the balance and what they lowered, for reversals. */
  readonly lowered: Lowered[];
  readonly explanation: ExplanationLine[];
  /** A posting ended the last line of the explanation: its lines sum to it, so none goes on. */
  isPosted: boolean;
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
    settled: zero,
    postedMinor: 0n,
    periodMinor: 0n,
    ownMinor: 0n,
    periodBegan: false,
    bearingMinor: account.interest.accruesOn.includes("interest") ? account.opening.interest : 0n,
    paidMinor: 0n,
    lowered: [],
    explanation: [],
    isPosted: true,
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

/** Charges the interest of the days before `day`; it is owed once it is posted. */
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
  const unsettled = subtract(accrued, replay.settled);
  const [first, ...others] = explain(accrual.lines, policy.rounding, unsettled);
  if (first !== undefined) explainFurther(replay, first);
  replay.explanation.push(...others);
  replay.accrued = add(accrued, accrual.exact);
  replay.bearingMinor = accrual.bearingMinor;
  replay.day = day;
}

/** Posts the interest that has accrued, rounded so that all postings sum to the rounded whole. */
export function postInterest(replay: Replay): void {
  const upTo = round(subtract(replay.accrued, replay.settled), replay.policy.rounding);
  const amountMinor = upTo - replay.postedMinor;
  replay.isPosted = true;
  if (amountMinor === 0n) return;
  replay.postedMinor = upTo;
  replay.periodMinor += amountMinor;
  replay.components = withAdded(replay.components, "interest", amountMinor);
  const line = { ...plainLine, kind: "interest", component: "interest", rule: "accrued" } as const;
  replay.itemisation.push({ ...line, on: replay.day, amountMinor });
}

/** Lengthens the last line when a movement changed nothing about it and nothing was posted. */
function explainFurther(replay: Replay, line: ExplanationLine): void {
  const last = replay.explanation.at(-1);
  const { isPosted } = replay;
  replay.isPosted = false;
  if (last === undefined || isPosted || !isContinued(last, line)) {
    replay.explanation.push(line);
    return;
  }
  const { from } = last;
  const days = last.days + line.days;
  const amountMinor = last.amountMinor + line.amountMinor;
  replay.explanation[replay.explanation.length - 1] = { ...line, from, days, amountMinor };
}

/** Takes `split` off what is owed; interest that bears interest is paid first. */
export function lower(replay: Replay, split: Components): void {
  replay.components = subtractComponents(replay.components, split);
  replay.bearingMinor = bearingAfterPayment(replay.bearingMinor, split.interest);
  replay.ownMinor = bearingAfterPayment(replay.ownMinor, split.interest);
}

/** Puts `split` on what is owed; compounding interest joins the base on the next statement day. */
export function raise(replay: Replay, split: Components): void {
  replay.components = addComponents(replay.components, split);
  if (replay.account.interest.accruesOn.includes("interest")) {
    replay.bearingMinor += split.interest;
  }
}
