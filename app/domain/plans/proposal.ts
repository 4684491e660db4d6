import { stoppedBy } from "../holds/in-force.ts";
import { affordabilityOf, leftOver } from "./affordability.ts";
import { changesAreUsed, type OfferInput } from "./input.ts";
import { judge } from "./judge.ts";
import { nearestPlans } from "./nearest.ts";
import type { ProposalAnswer, ProposalAsk } from "./offer.ts";

/**
 * Answers at once what a debtor proposes (domain.md §4): `accepted` within policy, keeping the
 * asked amount with the remainder last; `counter` with the nearest acceptable plans; `referred` to
 * a person when there is none, or when the statement leaves nothing to pay one with. Always with
 * reasons; the debtor's means warn ("above-affordable") and never refuse.
 */
export function answerProposal(input: OfferInput, ask: ProposalAsk): ProposalAnswer {
  if (input.balance.totalMinor <= 0n) return referred(["nothing-owed"]);
  if (stoppedBy(input.account.holds, "offers", input.on) !== null) {
    return referred(["hold-stops-offers"]);
  }
  if (changesAreUsed(input)) return referred(["changes-used"]);
  const { offer, faults } = judge(input, ask);
  if (offer !== null) {
    const reasons: string[] = offer.kind === "full" ? ["pays-in-full"] : [];
    if (offer.affordability?.warning) reasons.push("above-affordable");
    return { answer: "accepted", reasons, offer, nearest: [] };
  }
  const reasons = isAboveAffordable(input, ask) ? [...faults, "above-affordable"] : faults;
  const nearest = nearestPlans(input, ask);
  const hasNothingLeft = input.statement !== null && leftOver(input.statement) <= 0n;
  const answer = nearest.length === 0 || hasNothingLeft ? "referred" : "counter";
  return { answer, reasons, offer: null, nearest };
}

function isAboveAffordable(input: OfferInput, ask: ProposalAsk): boolean {
  if (!("amountMinor" in ask)) return false;
  const { statement, policy } = input;
  return affordabilityOf(statement, policy.affordability, ask.amountMinor)?.warning ?? false;
}

function referred(reasons: readonly string[]): ProposalAnswer {
  return { answer: "referred", reasons, offer: null, nearest: [] };
}
