import { fitBudget } from "#app/domain/plans/burden.ts";
import type { JointInput, JointOffer } from "#app/domain/plans/joint-offer.ts";
import { jointOffers } from "#app/domain/plans/joint-offers.ts";
import { answerJointProposal, type JointAnswer } from "#app/domain/plans/joint-proposal.ts";
import { jointFrequencies, jointRules } from "#app/domain/plans/joint-terms.ts";
import { scaled } from "#app/domain/plans/nearest.ts";
import { askPickOf, pickOf, pickText } from "#app/domain/plans/pick.ts";
import type { Frequency } from "#app/domain/policy/policy.ts";
import { addDays, type CalendarDate } from "#app/domain/primitives/date.ts";
import { savedStatement } from "../affordability/saved-statement.server.ts";
import { openCardFacts } from "../debtors/person.server.ts";
import type { Visit } from "../identity/read-visit.server.ts";
import { type JoinableAccount, joinableAccounts } from "../plans/joinable-accounts.server.ts";
import { offerInput } from "../plans/offer-input.server.ts";
import type { JointAsk } from "../plans/refer-together.server.ts";
import type { Runtime } from "../ports.ts";
import { limitsOf } from "./propose.server.ts";
import {
  affordable,
  cardsShown,
  firstDate,
  rhythmOf,
  type Way,
  type WaysAsk,
  wayOf,
} from "./ways.server.ts";
import { orderWays } from "./ways-order.server.ts";

export interface TogetherAsk extends Omit<WaysAsk, "statement"> {
  /** The accounts that are ticked; null: none was chosen yet, so all that can. */
  readonly accountIds: readonly string[] | null;
}

/** What one account pays of a joint way; minor units. */
export interface WayPart {
  readonly accountId: string;
  readonly card: string | null;
  readonly product: string | null;
  readonly eachMinor: bigint;
  readonly toPayMinor: bigint;
}

export interface JointWay extends Way {
  readonly parts: readonly WayPart[];
}

/** One plan for several accounts: which ones, and the ways to pay those that are chosen. */
export async function togetherPage(runtime: Runtime, visit: Visit, ask: TogetherAsk) {
  const accounts = (await joinableAccounts(runtime, visit.actor)).map((one) => ({
    ...one,
    card: openCardFacts(runtime, one.loaded.row).cardLast4,
  }));
  const able = accounts.filter(({ bar }) => bar === null);
  const chosen = able
    .filter(({ loaded }) => ask.accountIds === null || ask.accountIds.includes(loaded.row.id))
    .sort((a, b) => (a.loaded.row.id < b.loaded.row.id ? -1 : 1));
  const choices = accounts.map((one) => choiceOf(one, chosen));
  const { currency } = visit.portfolio;
  const totalMinor = chosen.reduce((sum, { loaded }) => sum + loaded.balance.totalMinor, 0n);
  const page = { currency, choices, able: able.length, totalMinor };
  const [first] = chosen;
  if (first === undefined || chosen.length < 2) return { ...page, ways: null };
  return { ...page, ways: await waysOf(runtime, visit, chosen, ask) };
}

interface DebtorsAccount extends JoinableAccount {
  readonly card: string | null;
}

function choiceOf({ loaded, bar, card }: DebtorsAccount, chosen: readonly DebtorsAccount[]) {
  const { row, balance } = loaded;
  return {
    accountId: row.id,
    card,
    product: row.product,
    totalMinor: balance.totalMinor,
    bar,
    chosen: chosen.some((one) => one.loaded.row.id === row.id),
  };
}

async function waysOf(
  runtime: Runtime,
  visit: Visit,
  chosen: readonly DebtorsAccount[],
  ask: TogetherAsk,
) {
  const { portfolio, today } = (chosen[0] as DebtorsAccount).loaded;
  const { policy } = portfolio;
  const rule = policy.instalments;
  const firstDueOn = rule && firstDate(rule, today, ask.firstDueOn);
  const stated = await savedStatement(runtime, runtime.db, visit.debtor.id);
  const statement = stated?.statement ?? null;
  const inputs = [];
  for (const { loaded } of chosen) {
    inputs.push(await offerInput(runtime.db, loaded, { firstDueOn }));
  }
  const joint: JointInput = { accounts: inputs, statement };
  const frequencies = jointFrequencies(jointRules(joint) ?? []);
  const frequency = rhythmOf(frequencies, ask.frequency);
  const asked = askedFor(ask.budgetMinor, frequency, firstDueOn);
  const answer = asked && answerJointProposal(joint, asked);
  const offers = withAnswer(inRhythm(jointOffers(joint), frequency), answer);
  const budgetMinor = ask.budgetMinor ?? affordable(statement, policy);
  const fits = budgetMinor === null ? [] : fitBudget(offers, budgetMinor);
  const totalMinor = inputs.reduce((sum, { balance }) => sum + balance.totalMinor, 0n);
  const basis = { on: today, firstDueOn, balance: { totalMinor } };
  const all = offers.map((offer, index): JointWay => {
    const pick = isAnswer(offer, answer)
      ? askPickOf(offer, today, offer.frequency ?? "monthly")
      : pickOf(offer, basis);
    return {
      ...wayOf(offer, basis, fits[index] ?? null, pickText(pick)),
      parts: partsOf(offer, chosen),
    };
  });
  const ordered = orderWays(all, budgetMinor !== null);
  return {
    accountIds: chosen.map(({ loaded }) => loaded.row.id),
    validUntil: offers[0]?.validUntil ?? null,
    frequencies,
    frequency,
    firstDueOn,
    firstFrom: rule && addDays(today, rule.firstDueFromDays),
    firstTo: rule && addDays(today, rule.firstDueToDays),
    cards: ordered.slice(0, cardsShown),
    more: ordered.slice(cardsShown),
    all,
    /** Why the asked amount has no plan for all of them; empty: it has one, or none was asked. */
    reasons: answer === null || answer.offer !== null ? [] : answer.reasons,
    limits: limitsOf({ portfolio, today }),
    /** What a person can be asked, for the policy has no answer; null: it has one. */
    refer: answer?.answer === "referred" ? asked : null,
  };
}

/** So much a month, in the page's rhythm; null: no amount was given. */
function askedFor(
  budgetMinor: bigint | null,
  frequency: Frequency | null,
  firstDueOn: CalendarDate | null,
): JointAsk | null {
  if (budgetMinor === null || frequency === null || firstDueOn === null) return null;
  return { amountMinor: scaled(budgetMinor, "monthly", frequency), frequency, firstDueOn };
}

const inRhythm = (offers: readonly JointOffer[], frequency: Frequency | null) =>
  offers.filter((offer) => offer.kind !== "instalments" || offer.frequency === frequency);

/** The plans of the answer beside those on offer anyway, each once. */
function withAnswer(
  offers: readonly JointOffer[],
  answer: JointAnswer | null,
): readonly JointOffer[] {
  const accepted = answer === null || answer.offer === null ? [] : [answer.offer];
  const isNew = (offer: JointOffer) =>
    offer.kind === "instalments" && !offers.some((one) => isSamePlan(one, offer));
  const all = [...offers, ...[...accepted, ...(answer?.nearest ?? [])].filter(isNew)];
  return all.sort((a, b) => rank[a.kind] - rank[b.kind] || a.terms - b.terms);
}

/** The order of `jointOffers`. */
const rank = { full: 0, settlement: 1, instalments: 2, deferment: 3 } as const;

const isSamePlan = (one: JointOffer, other: JointOffer): boolean =>
  one.kind === other.kind &&
  one.terms === other.terms &&
  one.frequency === other.frequency &&
  one.firstDueOn === other.firstDueOn;

const isAnswer = (offer: JointOffer, answer: JointAnswer | null): boolean =>
  answer !== null && (answer.offer === offer || answer.nearest.includes(offer));

function partsOf(offer: JointOffer, chosen: readonly DebtorsAccount[]): WayPart[] {
  return chosen.flatMap(({ loaded, card }, index) => {
    const part = offer.parts[index]?.offer;
    if (part === undefined) return [];
    const each = part.schedule[part.schedule.length > 2 ? 1 : 0];
    const { id: accountId, product } = loaded.row;
    const eachMinor = each?.amountMinor ?? 0n;
    return [{ accountId, card, product, eachMinor, toPayMinor: part.totals.toPayMinor }];
  });
}
