import type { Applier, ApplyTarget } from "./apply.ts";
import type { Behaviour } from "./behaviour.ts";
import type { EventStore } from "./store.ts";

/** All that the simulated collector's system holds. */
export interface System {
  readonly store: EventStore;
  readonly applier: Applier;
  behaviour: Behaviour;
  /** `whsec_…`; absent: everything is refused until one is set. */
  secret: string | undefined;
  /** Where to say that events are applied; absent: never. */
  target: ApplyTarget | undefined;
  /** Deliveries whose signature did not hold. */
  refused: number;
}
