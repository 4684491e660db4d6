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

export const noSupport: Support = {
  needs: [],
  language: null,
  helper: null,
  hours: null,
  note: null,
};
