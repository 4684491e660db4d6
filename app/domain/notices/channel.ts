export const channels = ["email", "sms", "letter", "call", "visit"] as const;
export type Channel = (typeof channels)[number];

/** Minutes since local midnight, open over [from, to); over midnight when from is later. */
export interface ContactHours {
  readonly fromMinute: number;
  readonly toMinute: number;
}
