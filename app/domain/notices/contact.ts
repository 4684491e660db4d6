import type { Hold } from "../holds/hold.ts";
import type { InstantMs } from "../primitives/zone.ts";
import type { Channel, ContactHours } from "./channel.ts";
import type { ContactRegime } from "./regime.ts";
import type { ContactRule } from "./rule.ts";

/** `service`: what the debtor's own act just asked for, or what the law requires (domain.md §9). */
export type Notice =
  | { readonly class: "service" }
  | { readonly class: "contact"; readonly aim: ContactAim };

/**
 * `demand`: asks for money, links included; `campaign`: the same to many; `reminder`: the next
 * date of a plan that was agreed; `legal-step`: announces or threatens one.
 */
export type ContactAim = "demand" | "campaign" | "reminder" | "legal-step";

/** Everything that decides whether a message may go out now. */
export interface ContactQuestion {
  readonly notice: Notice;
  readonly channel: Channel;
  readonly nowMs: InstantMs;
  readonly regime: ContactRegime;
  readonly debtorZone: string;
  readonly portfolioZone: string;
  readonly recipient: "debtor" | "guarantor" | "helper" | "other";
  readonly wishes: ContactWishes;
  /** Somebody said that this address is not the debtor's. */
  readonly wrongPerson: boolean;
  readonly timeBarred: boolean;
  readonly holds: readonly Hold[];
  readonly history: readonly PastContact[];
}

/** What the debtor has said about being written to. */
export interface ContactWishes {
  readonly refusedAll: boolean;
  readonly refusedChannels: readonly Channel[];
  readonly consentedChannels: readonly Channel[];
  /** Hours agreed with the debtor; they stand in for the regime's. Null: none. */
  readonly agreedHours: ContactHours | null;
}

/** A contact made before, here or elsewhere. */
export interface PastContact {
  readonly atMs: InstantMs;
  readonly class: Notice["class"];
  readonly channel: Channel;
  /** Whether the debtor was spoken to. */
  readonly conversation: boolean;
  /** Whether it was about the debt in question. */
  readonly sameDebt: boolean;
}

/** `until`: when the rule that blocks stops blocking; null: not by time alone. */
export type ContactDecision =
  | { readonly allowed: true; readonly rule: ContactRule }
  | { readonly allowed: false; readonly rule: ContactRule; readonly until: InstantMs | null };
