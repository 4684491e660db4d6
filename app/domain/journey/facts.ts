import type { Hold } from "../holds/hold.ts";
import type { AttemptState } from "../payments/attempt.ts";
import type { CalendarDate } from "../primitives/date.ts";
import type { AccountId, AttemptId, PlanId } from "../primitives/ids.ts";
import type { InstantMs } from "../primitives/zone.ts";
import type { Level } from "../verification/level.ts";

/** What is stored about a visit; the journey has no memory of its own. */
export interface JourneyFacts {
  readonly nowMs: InstantMs;
  /** Today in the portfolio's zone. */
  readonly today: CalendarDate;
  readonly link: LinkState;
  /** Whether the visitor went on from the landing: the first POST. */
  readonly opened: boolean;
  /** Facts that are still to be matched, of those that level 1 asks for. */
  readonly factsLeft: number;
  readonly level: Level;
  /** Until when wrong answers lock the debtor or the link; null or past: not locked. */
  readonly lockedUntil: InstantMs | null;
  /** The account that the visitor looks at; read only once verified. */
  readonly account: AccountFacts | null;
}

/** `none`: no link and no session; `disowned`: somebody said "this isn't me". */
export type LinkState = "live" | "none" | "expired" | "revoked" | "disowned";

export interface AccountFacts {
  readonly accountId: AccountId;
  readonly owesMinor: bigint;
  readonly holds: readonly Hold[];
  /** The latest plan; null when none was ever agreed. */
  readonly plan: PlanFacts | null;
  /** The offer, or the accepted proposal, that the debtor picked. */
  readonly choice: Choice | null;
  /** Attempts to pay, oldest first. */
  readonly attempts: readonly AttemptFacts[];
}

export interface PlanFacts {
  readonly planId: PlanId;
  readonly state: "agreed" | "active" | "completed" | "broken" | "cancelled" | "replaced";
}

export interface Choice {
  /** Names the picked offer for the page that signs it. */
  readonly key: string;
  /** The last day on which it may be signed. */
  readonly validUntil: CalendarDate;
}

export interface AttemptFacts {
  readonly attemptId: AttemptId;
  readonly state: AttemptState;
}
