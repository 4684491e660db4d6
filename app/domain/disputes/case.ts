import type { HoldKind } from "../holds/hold.ts";

/** A dispute says that the debt is not right; a complaint, that somebody was not treated right. */
export const caseKinds = ["dispute", "complaint"] as const;
export type CaseKind = (typeof caseKinds)[number];

/** Why a debt is disputed (domain.md §8). */
export const disputeGrounds = [
  "not-mine",
  "wrong-amount",
  "already-paid",
  "fraud-or-lost-card",
  "too-old",
  "other",
] as const;
export type DisputeGround = (typeof disputeGrounds)[number];

/** What a complaint is about. */
export const complaintGrounds = [
  "contact",
  "conduct",
  "information",
  "charges",
  "personal-data",
  "other",
] as const;
export type ComplaintGround = (typeof complaintGrounds)[number];
export type CaseGround = DisputeGround | ComplaintGround;

export const caseOutcomes = ["upheld", "partly", "not-upheld"] as const;
export type CaseOutcome = (typeof caseOutcomes)[number];

/** What happened to a card or an identity, for the ground `fraud-or-lost-card`. */
export const fraudEvents = ["lost", "stolen", "unknown-charges", "identity-used"] as const;
export type FraudEvent = (typeof fraudEvents)[number];

/**
 * The hold that a case sets at once; null: none. A complaint stops nothing by itself. What a kind
 * of hold stops is the policy's to say.
 */
export function holdOfCase(kind: CaseKind, ground: CaseGround): HoldKind | null {
  if (kind === "complaint") return null;
  return ground === "fraud-or-lost-card" ? "identity-fraud" : "dispute";
}
