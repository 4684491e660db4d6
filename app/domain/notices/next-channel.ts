import type { ContactRule } from "./rule.ts";

const ofOneChannel: readonly ContactRule[] = ["channel-refused", "consent-missing"];

/**
 * Whether a message that a rule stopped may be tried on the next channel: only what the debtor said
 * of this very channel leaves another one open. Hours, holds and caps name a time, at which this
 * one is asked again; all else stops every channel.
 */
export function mayGoElsewhere(decision: { allowed: boolean; rule: ContactRule }): boolean {
  return !decision.allowed && ofOneChannel.includes(decision.rule);
}
