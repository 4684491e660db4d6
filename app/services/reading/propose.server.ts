import {
  findDecidedProposal,
  newestProposal,
  type ProposalRow,
} from "#app/db/stores/proposals.server.ts";
import { stoppedBy } from "#app/domain/holds/in-force.ts";
import { leftOver } from "#app/domain/plans/affordability.ts";
import { changesAreUsed, type OfferInput } from "#app/domain/plans/input.ts";
import type { ProposalAnswer, ProposalAsk } from "#app/domain/plans/offer.ts";
import { askPickOf, pickText } from "#app/domain/plans/pick.ts";
import { answerProposal } from "#app/domain/plans/proposal.ts";
import { assert } from "#app/domain/primitives/assert.ts";
import { addDays, addMonths, maxDate, minDate } from "#app/domain/primitives/date.ts";
import { parseDocument } from "#app/domain/primitives/reader.ts";
import { readProposal } from "#app/domain/quote/read-proposal.ts";
import type { LoadedAccount } from "../accounts/account-state.server.ts";
import { isUuid } from "../accounts/is-uuid.server.ts";
import type { DebtorActor } from "../actor.ts";
import { savedStatement } from "../affordability/saved-statement.server.ts";
import type { Visit } from "../identity/read-visit.server.ts";
import { offerInput } from "../plans/offer-input.server.ts";
import { replaceablePlan } from "../plans/replaceable-plan.server.ts";
import type { Runtime } from "../ports.ts";
import { comparisonWith, planRest } from "./plan-comparison.server.ts";
import { wayOf } from "./ways.server.ts";

/** What the form of a proposal starts from. */
export async function proposeForm(runtime: Runtime, visit: Visit, loaded: LoadedAccount) {
  const { row, portfolio, balance, today, state } = loaded;
  const inForce = await replaceablePlan(runtime, runtime.db, loaded, visit.debtor);
  const replaced = inForce.ok ? inForce.value : null;
  const rule = portfolio.policy.instalments;
  // A helper is told nothing of means, nor of what the debtor proposed.
  const helped = visit.helper !== null;
  const stated = helped ? null : await savedStatement(runtime, runtime.db, visit.debtor.id);
  const from = addDays(today, rule?.firstDueFromDays ?? 0);
  const to = addDays(today, rule?.firstDueToDays ?? 45);
  return {
    accountId: row.id,
    currency: portfolio.currency,
    totalMinor: balance.totalMinor,
    open: row.status === "open" && balance.totalMinor > 0n,
    inForce: !inForce.ok,
    /** The changes that a debtor may make alone are used: a person answers. */
    changesUsed: changesAreUsed(await offerInput(runtime.db, loaded)),
    /** What is left of the plan that this one would replace; null: none is in force. */
    rest: replaced && (await planRest(runtime.db, loaded, replaced)),
    held: stoppedBy(state.holds, "offers", today) !== null,
    frequencies: rule?.frequencies ?? (["monthly"] as const),
    firstFrom: from,
    firstTo: to,
    first: maxDate(from, minDate(to, addMonths(today, 1))),
    last: helped ? null : await lastProposal(runtime, visit.actor, loaded),
    leftMinor: stated && leftOver(stated.statement),
  };
}

/** The newest proposal while it waits for a person, or once a person has answered it. */
export async function lastProposal(runtime: Runtime, actor: DebtorActor, { row }: LoadedAccount) {
  const last = await newestProposal(runtime.db, row.id, actor.debtorId);
  if (last === null || (last.state !== "waiting" && last.state !== "decided")) return null;
  return { id: last.id, state: last.state, answerBy: last.answerBy?.getTime() ?? null };
}

/** A proposal of this debtor with its answer as of today; null when it is not theirs. */
export async function proposalPage(
  runtime: Runtime,
  { actor, debtor }: Pick<Visit, "actor" | "debtor">,
  loaded: LoadedAccount,
  proposalId: string,
) {
  if (!isUuid(proposalId)) return null;
  const row = await findDecidedProposal(runtime.db, proposalId);
  if (row === null || row.debtorId !== actor.debtorId || row.accountId !== loaded.row.id) {
    return null;
  }
  const { currency } = loaded.portfolio;
  const ask = proposalAsk(row, loaded);
  const stated = await savedStatement(runtime, runtime.db, debtor.id);
  const agreed = row.decision?.outcome === "accepted";
  const wish = { statement: stated?.statement ?? null, agreed };
  const input = await offerInput(runtime.db, loaded, wish);
  const answer = answerProposal(input, ask);
  const inForce = await replaceablePlan(runtime, runtime.db, loaded, debtor);
  const replaced = inForce.ok ? inForce.value : null;
  const { accepted, nearest } = answeredWays(answer, input, ask);
  return {
    accountId: loaded.row.id,
    currency,
    totalMinor: loaded.balance.totalMinor,
    ask: shownAsk(ask),
    answer: row.state === "waiting" ? ("referred" as const) : answer.answer,
    reasons: row.state === "waiting" ? row.reasons : answer.reasons,
    limits: limitsOf(loaded),
    replaces: replaced?.id ?? null,
    comparison:
      replaced && answer.offer
        ? await comparisonWith(runtime.db, loaded, replaced, answer.offer)
        : null,
    rest: replaced && (await planRest(runtime.db, loaded, replaced)),
    accepted,
    nearest,
    answerBy: row.state === "waiting" ? (row.answerBy?.getTime() ?? null) : null,
    declined: row.decision?.outcome === "declined" ? row.decision.reason : null,
  };
}

/** The plan that an ask is accepted for, or the nearest ones, as cards show them. */
export function answeredWays(answer: ProposalAnswer, input: OfferInput, ask: ProposalAsk) {
  const accepted =
    answer.offer && wayOf(answer.offer, input, null, pickText({ on: input.on, choice: { ask } }));
  const nearest = answer.nearest.map((offer) => ({
    ...wayOf(offer, input, null, pickText(askPickOf(offer, input.on, ask.frequency))),
    changes: offer.reasons,
  }));
  return { accepted, nearest };
}

/** What was asked, as it was stored; it was read from a form before. */
export function proposalAsk(
  row: Pick<ProposalRow, "ask">,
  { portfolio }: Pick<LoadedAccount, "portfolio">,
): ProposalAsk {
  const ask = parseDocument(row.ask, (field) => readProposal(field, portfolio.currency));
  assert(ask.ok, "a stored proposal is valid");
  return ask.value;
}

/** An ask as pages show it. */
export function shownAsk(ask: ProposalAsk) {
  return {
    amountMinor: "amountMinor" in ask ? ask.amountMinor : null,
    endOn: "endOn" in ask ? ask.endOn : null,
    frequency: ask.frequency,
    firstDueOn: ask.firstDueOn,
  };
}

/** The policy's own figures, so that a reason can name them. */
export function limitsOf({ portfolio, today }: Pick<LoadedAccount, "portfolio" | "today">) {
  const rule = portfolio.policy.instalments;
  if (rule === null) return null;
  return {
    minAmountMinor: rule.minAmountMinor,
    minTerms: rule.minTerms,
    maxTerms: rule.maxTerms,
    changes: portfolio.policy.plan.changesPerYear ?? 0,
    from: addDays(today, rule.firstDueFromDays),
    to: addDays(today, rule.firstDueToDays),
  };
}
