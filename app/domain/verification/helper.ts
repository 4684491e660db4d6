import type { InstantMs } from "../primitives/zone.ts";

/** What a helper may do; looking is always in (domain.md §7). */
export const helperScopes = ["view", "pay", "propose"] as const;
export type HelperScope = (typeof helperScopes)[number];

const dayMs = 86_400_000;
/** For how long somebody may be asked to help; at most ninety days. */
export const helperDays = [7, 30, 90] as const;
export type HelperDays = (typeof helperDays)[number];

/** Helpers of one debtor at a time. */
export const mostHelpers = 3;

/** Messages go to people who did not ask for one: so many invitations in 24 hours, ended or not. */
const mostInvitations = { invitations: 6, withinMs: dayMs };

/** Whether another invitation may go out, given when earlier ones did (any order). */
export function mayInviteAgain(invitedAt: readonly InstantMs[], nowMs: InstantMs): boolean {
  const { invitations, withinMs } = mostInvitations;
  return invitedAt.filter((at) => at > nowMs - withinMs).length < invitations;
}

/** Epoch milliseconds: the last moment of an invitation that is made now. */
export function helperUntil(nowMs: InstantMs, days: HelperDays): InstantMs {
  return nowMs + days * dayMs;
}

export interface HelperTimes {
  /** Epoch milliseconds. */
  readonly expiresAt: InstantMs;
  readonly endedAt: InstantMs | null;
}

/** `ended`: by the debtor, by staff, or after too many wrong codes. */
export type HelperState = "live" | "expired" | "ended";

export function helperState({ expiresAt, endedAt }: HelperTimes, nowMs: InstantMs): HelperState {
  if (endedAt !== null) return "ended";
  return expiresAt <= nowMs ? "expired" : "live";
}

/** Looking and what was ticked beside it, in the order of the form; other words are left out. */
export function scopesOf(ticked: readonly string[]): readonly HelperScope[] {
  return helperScopes.filter((scope) => scope === "view" || ticked.includes(scope));
}

/**
 * Whether an event of an account stands in what a helper is shown: money and plans do. Hardship,
 * disputes, complaints, messages, holds and contacts are between the debtor and the creditor.
 */
export function seenByHelper(eventType: string): boolean {
  return /^(payment\.|adjustment\.posted$)/.test(eventType) || plansSeen.has(eventType);
}

const plansSeen: ReadonlySet<string> = new Set([
  "plan.agreed",
  "plan.changed",
  "plan.broken",
  "plan.completed",
  "plan.reopened",
  "plan.cancelled",
]);
