/** What a debtor has just done to a plan. */
export const doneThings = ["moved", "skipped", "cancelled"] as const;
export type DoneThing = (typeof doneThings)[number];

/** Why something cannot be done to it: each has its words. */
export const cannotWords = [
  "not-in-policy",
  "has-deadline",
  "costs-interest",
  "nothing-open",
  "past-due",
  "due-today",
  "already-moved",
  "no-room",
  "outside-window",
  "none-left",
  "no-rhythm",
  "not-found",
  "changed",
] as const;
export type CannotWord = (typeof cannotWords)[number];

/**
 * What an address says could not be done. Who was sent here because a plan is in force reads why it
 * cannot be left today; null: nothing is in its way, or the page speaks of it by itself.
 */
export function cannotOf(said: string | null, cannotLeave: CannotWord | null): CannotWord | null {
  if (said === "in-force") return cannotLeave;
  return cannotWords.find((known) => known === said) ?? null;
}
