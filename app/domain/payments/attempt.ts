/**
 * One try to pay (payments.md §3). `created`: stored, and the provider has not said that it holds
 * it; a call whose outcome is unknown leaves it here. `open`: the payer may pay. `processing`:
 * authorised, the money is not certain yet. `suspended`: money came that is not what was asked
 * for; a person decides where it belongs, and another payment may begin meanwhile.
 */
export const attemptStates = [
  "created",
  "open",
  "processing",
  "succeeded",
  "suspended",
  "failed",
  "expired",
  "cancelled",
] as const;
export type AttemptState = (typeof attemptStates)[number];

/** What the provider said when it was asked; `unknown`: no answer that can be believed. */
export const providerFacts = [
  "unknown",
  "open",
  "processing",
  "succeeded",
  "suspended",
  "failed",
  "expired",
  "cancelled",
] as const;
export type ProviderFact = (typeof providerFacts)[number];

/** How far a state is along; what is as far or less far changes nothing. */
const progress: Record<AttemptState | "unknown", number> = {
  unknown: 0,
  created: 0,
  open: 1,
  processing: 2,
  failed: 3,
  expired: 3,
  cancelled: 3,
  suspended: 4,
  succeeded: 5,
};

/**
 * The state after a fact. Facts repeat, overtake each other and arrive late, so a state only ever
 * moves on: the first end without money stands against another one, money in suspense against
 * these, and money that was booked against everything.
 */
export function applyProviderFact(state: AttemptState, fact: ProviderFact): AttemptState {
  if (fact === "unknown" || progress[fact] <= progress[state]) return state;
  return fact;
}

/** Whether the attempt may still bring money, so that no second one may begin beside it. */
export function isUnsettled(state: AttemptState): boolean {
  return progress[state] < progress.failed;
}

/** What the portal may do with an attempt, and in which states. */
const permitted = {
  /** Make the create call, or repeat it with the same key and parameters. */
  askToStart: ["created"],
  sendPayer: ["open"],
  expire: ["open"],
  /** Give up what the provider is sure not to hold. */
  abandon: ["created"],
  refresh: ["open", "processing"],
  /** Money can arrive on whatever has not been booked: an end without money is not final. */
  settle: ["created", "open", "processing", "suspended", "failed", "expired", "cancelled"],
  giveReceipt: ["succeeded"],
} as const satisfies Record<string, readonly AttemptState[]>;
export type AttemptAction = keyof typeof permitted;

export function mayAct(state: AttemptState, action: AttemptAction): boolean {
  return (permitted[action] as readonly AttemptState[]).includes(state);
}
