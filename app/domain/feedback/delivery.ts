import type { InstantMs } from "../primitives/zone.ts";

/** What a debtor sees of an action on its way to the system of record (domain.md §10). */
export const deliverySteps = ["recorded", "sent", "accepted", "applied"] as const;
export type DeliveryStep = (typeof deliverySteps)[number];

export interface DeliveryFacts {
  readonly accountSeq: bigint;
  readonly recordedAt: InstantMs;
  /** First time an endpoint was tried or the feed handed it out. */
  readonly sentAt: InstantMs | null;
  /** First `2xx`, or a key's acknowledgement. */
  readonly acceptedAt: InstantMs | null;
  /** When the number below first reached this event, where that is known. */
  readonly appliedAt: InstantMs | null;
  /** Highest number said to be applied, by `events/applied` or by a snapshot. */
  readonly appliedThrough: bigint;
}

export interface Delivery {
  /** The last step that is done. */
  readonly state: DeliveryStep;
  readonly steps: readonly {
    readonly step: DeliveryStep;
    readonly done: boolean;
    /** Null when it is not done, or was passed over. */
    readonly at: InstantMs | null;
  }[];
}

/** A later step implies the ones before it: who applied an event has had it. */
export function deliveryOf(facts: DeliveryFacts): Delivery {
  const applied = facts.appliedAt !== null || facts.appliedThrough >= facts.accountSeq;
  const accepted = applied || facts.acceptedAt !== null;
  const sent = accepted || facts.sentAt !== null;
  const done: Record<DeliveryStep, boolean> = { recorded: true, sent, accepted, applied };
  const at: Record<DeliveryStep, InstantMs | null> = {
    recorded: facts.recordedAt,
    sent: facts.sentAt,
    accepted: facts.acceptedAt,
    applied: facts.appliedAt,
  };
  return {
    state: deliverySteps.findLast((step) => done[step]) as DeliveryStep,
    steps: deliverySteps.map((step) => ({ step, done: done[step], at: at[step] })),
  };
}
