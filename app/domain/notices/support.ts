import type { ContactHours } from "./channel.ts";

/** What helps a debtor to read and to speak with us. */
export const supportNeeds = ["large-print", "language", "helper", "call-times"] as const;
export type SupportNeed = (typeof supportNeeds)[number];

/** Carried to every later message, and shown to staff; offered, never asked for. */
export interface Support {
  readonly needs: readonly SupportNeed[];
  /** In the debtor's own words: which language or dialect. */
  readonly language: string | null;
  /** Who helps, in the debtor's own words. */
  readonly helper: string | null;
  /** Hours in which they may be reached, minutes of the day; null: any that the rules allow. */
  readonly hours: ContactHours | null;
  readonly note: string | null;
}

/** How large what a debtor reads is set. */
export const printSizes = ["standard", "large"] as const;
export type PrintSize = (typeof printSizes)[number];

/** The one place that decides it: mail, letters and files all ask here. */
export function printSizeOf({ needs }: Pick<Support, "needs">): PrintSize {
  return needs.includes("large-print") ? "large" : "standard";
}

export const noSupport: Support = {
  needs: [],
  language: null,
  helper: null,
  hours: null,
  note: null,
};
