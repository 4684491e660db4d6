import { findOpenPlan } from "#app/db/stores/plans.server.ts";
import { stoppedBy } from "#app/domain/holds/in-force.ts";
import { affordableAt, leftOver } from "#app/domain/plans/affordability.ts";
import { planBalanceLine } from "#app/domain/plans/balance-line.ts";
import { type BudgetFit, fitBudget, heaviestMonth } from "#app/domain/plans/burden.ts";
import type { OfferInput } from "#app/domain/plans/input.ts";
import type { AffordabilityStatement, Offer, ScheduleLine } from "#app/domain/plans/offer.ts";
import { computeOffers } from "#app/domain/plans/offers.ts";
import { pickOf, pickText } from "#app/domain/plans/pick.ts";
import type { Frequency, InstalmentRule, Policy } from "#app/domain/policy/policy.ts";
import {
  addDays,
  addMonths,
  type CalendarDate,
  daysBetween,
  maxDate,
  minDate,
} from "#app/domain/primitives/date.ts";
import { compare, rational, toDecimal } from "#app/domain/primitives/rational.ts";
import type { LoadedAccount } from "../accounts/account-state.server.ts";
import { offerInput } from "../plans/offer-input.server.ts";
import type { Runtime } from "../ports.ts";
import { orderWays } from "./ways-order.server.ts";

/** What the reader asked the page for; nulls: nothing in particular. */
export interface WaysAsk {
  readonly budgetMinor: bigint | null;
  readonly firstDueOn: CalendarDate | null;
  readonly frequency: Frequency | null;
  /** What the debtor stated; absent: nothing. */
  readonly statement?: AffordabilityStatement | null;
}

/** One way to pay as a card shows it; minor units. */
export interface Way {
  /** Names it for the page that signs it. */
  readonly pick: string;
  readonly kind: Offer["kind"];
  readonly terms: number;
  readonly interest: Offer["interest"];
  readonly frequency: Frequency | null;
  /** The level amount; the first and the last where they differ. */
  readonly eachMinor: bigint;
  readonly firstMinor: bigint;
  readonly lastMinor: bigint;
  readonly toPayMinor: bigint;
  readonly overTodayMinor: bigint;
  /** Share of today's balance that is given up, as a decimal: "0.3"; null: none. */
  readonly less: string | null;
  readonly annualRate: string;
  readonly annualRateCompound: string;
  readonly firstDueOn: CalendarDate;
  /** The first date before any move off a non-working day. */
  readonly rhythmFrom: CalendarDate;
  readonly lastDueOn: CalendarDate;
  /** Days until the first payment. */
  readonly waitDays: number;
  readonly monthMinor: bigint;
  readonly fit: BudgetFit;
  /** The policy's share of what is left over that it was made for; null: another way. */
  readonly share: string | null;
  /** First payment ÷ what is left over, as a decimal; null: not known, or nothing is left. */
  readonly ofLeft: string | null;
  /** Takes more of what is left over than the policy finds bearable. */
  readonly warning: boolean;
  readonly steps: ReturnType<typeof planBalanceLine>;
}

export const cardsShown = 3;

/** Ways to pay an account, the fitting ones first. */
export async function ways(runtime: Runtime, loaded: LoadedAccount, ask: WaysAsk) {
  const { row, portfolio, balance, today, state } = loaded;
  const plan = await findOpenPlan(runtime.db, row.id);
  const hold = stoppedBy(state.holds, "offers", today);
  const rule = portfolio.policy.instalments;
  const firstDueOn = rule && firstDate(rule, today, ask.firstDueOn);
  const statement = ask.statement ?? null;
  const input = await offerInput(runtime.db, loaded, { firstDueOn, statement });
  const offers = row.status === "open" && plan === null ? computeOffers(input) : [];
  const frequency = rhythmOf(rule?.frequencies ?? [], ask.frequency);
  const inRhythm = offers.filter(
    (offer) => offer.kind !== "instalments" || offer.frequency === frequency,
  );
  const budgetMinor = ask.budgetMinor ?? affordable(statement, portfolio.policy);
  const fits = budgetMinor === null ? [] : fitBudget(inRhythm, budgetMinor);
  const found = inRhythm.map((offer, index) => wayOf(offer, input, fits[index] ?? null));
  const ordered = orderWays(found, budgetMinor !== null);
  return {
    accountId: row.id,
    currency: portfolio.currency,
    totalMinor: balance.totalMinor,
    status: row.status,
    inForce: plan !== null,
    hold: hold && { kind: hold.kind, to: hold.to },
    validUntil: offers[0]?.validUntil ?? null,
    frequencies: rule?.frequencies ?? [],
    frequency,
    firstDueOn,
    firstFrom: rule && addDays(today, rule.firstDueFromDays),
    firstTo: rule && addDays(today, rule.firstDueToDays),
    cards: ordered.slice(0, cardsShown),
    more: ordered.slice(cardsShown),
    all: found,
    budgetMinor,
    leftMinor: statement && leftOver(statement),
  };
}

/** The most that the statement bears by the policy's largest share; null: not known, or nothing. */
export function affordable(
  statement: AffordabilityStatement | null,
  policy: Policy,
): bigint | null {
  const shares = [...policy.affordability.shares].sort(compare);
  const largest = shares.at(-1);
  if (statement === null || largest === undefined) return null;
  const mostMinor = affordableAt(statement, largest);
  return mostMinor > 0n ? mostMinor : null;
}

/** A month from today, or the wish, within the policy's window. */
export function firstDate(
  rule: InstalmentRule,
  today: CalendarDate,
  wish: CalendarDate | null,
): CalendarDate {
  const from = addDays(today, rule.firstDueFromDays);
  const to = addDays(today, rule.firstDueToDays);
  return maxDate(from, minDate(to, wish ?? addMonths(today, 1)));
}

/** The asked rhythm where there is one like it, else monthly, else the first. */
export function rhythmOf(
  frequencies: readonly Frequency[],
  asked: Frequency | null,
): Frequency | null {
  if (asked !== null && frequencies.includes(asked)) return asked;
  return frequencies.includes("monthly") ? "monthly" : (frequencies[0] ?? null);
}

/** The day and balance that an offer is made from: of one account, or of several together. */
export interface WayBasis extends Pick<OfferInput, "on" | "firstDueOn"> {
  readonly balance: Pick<OfferInput["balance"], "totalMinor">;
}

/** An offer as a card shows it. */
export function wayOf(offer: Offer, input: WayBasis, fit: BudgetFit, pick?: string): Way {
  const { totals, schedule } = offer;
  const [first, second] = schedule as readonly [ScheduleLine, ...ScheduleLine[]];
  const last = schedule.at(-1) ?? first;
  const { waivedMinor } = totals;
  return {
    pick: pick ?? pickText(pickOf(offer, input)),
    kind: offer.kind,
    terms: offer.terms,
    interest: offer.interest,
    frequency: offer.frequency,
    eachMinor: (schedule.length > 2 && second ? second : first).amountMinor,
    firstMinor: first.amountMinor,
    lastMinor: last.amountMinor,
    toPayMinor: totals.toPayMinor,
    overTodayMinor: totals.overTodayMinor,
    less: waivedMinor > 0n ? toDecimal(rational(waivedMinor, input.balance.totalMinor), 2) : null,
    annualRate: offer.annualRate,
    annualRateCompound: offer.annualRateCompound,
    firstDueOn: offer.firstDueOn,
    rhythmFrom: first.movedFrom ?? first.dueOn,
    lastDueOn: offer.lastDueOn,
    waitDays: daysBetween(input.on, offer.firstDueOn),
    monthMinor: heaviestMonth(offer),
    fit,
    share: shareOf(offer),
    ofLeft: offer.affordability?.share ?? null,
    warning: offer.affordability?.warning ?? false,
    steps: planBalanceLine(offer, input.balance.totalMinor, input.on),
  };
}

const sharePrefix = "affordable-share:";

/** The largest share that the offer was made for. */
function shareOf({ reasons }: Offer): string | null {
  const shares = reasons.filter((reason) => reason.startsWith(sharePrefix));
  return shares.at(-1)?.slice(sharePrefix.length) ?? null;
}
