import type { InstantMs } from "../primitives/zone.ts";

/** domain.md §7: 0 link opened, 1 see and pay, 2 level 1 with a fresh code. */
export type Level = 0 | 1 | 2;

const minuteMs = 60_000;
export const freshCodeMs = 15 * minuteMs;
/** A changed contact proves nothing new for three days, so that its thief must wait. */
export const newContactMs = 72 * 60 * minuteMs;

export interface Proven {
  /** When link or code and the asked facts were complete; null before. */
  readonly verifiedAt: InstantMs | null;
  /** When the last right code of this session was entered; null before. */
  readonly codeAt: InstantMs | null;
}

/** The level of a session at a moment. */
export function levelAt(proven: Proven, nowMs: InstantMs): Level {
  if (proven.verifiedAt === null) return 0;
  return proven.codeAt !== null && nowMs - proven.codeAt < freshCodeMs ? 2 : 1;
}

/** Whether a code to this contact lifts to level 2. `changedAt` null: as imported. */
export function contactLifts(changedAt: InstantMs | null, nowMs: InstantMs): boolean {
  return changedAt === null || nowMs - changedAt >= newContactMs;
}

/**
 * What may stand on a page, with the least that must have been proven. "a-fact": a fact has
 * matched but the code is still to come, so its place ("ending 4407") may be named.
 */
const shownFrom = {
  brand: 0,
  howToCheck: 0,
  whatWillBeAsked: 0,
  offeredFactKinds: 0,
  linkReference: 0,
  linkSentOn: 0,
  unlockTime: 0,
  triesLeft: 0,
  maskedContact: "a-fact",
  amount: 1,
  balance: 1,
  product: 1,
  originalCreditor: 1,
  cardEnding: 1,
  accountNumber: 1,
  fullName: 1,
  plan: 1,
  payments: 1,
  timeline: 1,
  documents: 1,
  everythingHeld: 2,
} as const satisfies Record<string, Level | "a-fact">;
export type Shown = keyof typeof shownFrom;
export const shownThings = Object.keys(shownFrom) as Shown[];

/** Whether a thing may be shown at a level; `factMatched` speaks of a session still at level 0. */
export function mayShow(level: Level, what: Shown, factMatched = false): boolean {
  const least = shownFrom[what];
  return least === "a-fact" ? factMatched || level >= 1 : level >= least;
}

/** What a visitor may do, with the level that it needs. */
const doneFrom = {
  changeLanguage: 0,
  reportWrongPerson: 0,
  refuseMessages: 0,
  verify: 0,
  viewAccount: 1,
  pay: 1,
  propose: 1,
  choosePlan: 1,
  writeMessage: 1,
  readDocuments: 1,
  signPlan: 2,
  saveCard: 2,
  changeContact: 2,
  inviteHelper: 2,
  downloadEverything: 2,
} as const satisfies Record<string, Level>;
export type Act = keyof typeof doneFrom;
export const acts = Object.keys(doneFrom) as Act[];

export function levelNeededFor(act: Act): Level {
  return doneFrom[act];
}

export function mayDo(level: Level, act: Act): boolean {
  return level >= doneFrom[act];
}
