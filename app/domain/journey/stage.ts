import type { HoldKind } from "../holds/hold.ts";
import { stoppedBy } from "../holds/in-force.ts";
import type { AccountId } from "../primitives/ids.ts";
import type { InstantMs } from "../primitives/zone.ts";
import type { AccountFacts, AttemptFacts, Choice, JourneyFacts, PlanFacts } from "./facts.ts";

/**
 * Where a visit stands. Each stage has the answers that were given by then and no others, so that
 * a page cannot read what was not answered.
 */
export type Stage = Outside | Verified | AccountStage;

export type Outside =
  | { readonly stage: "ended"; readonly why: "none" | "expired" | "revoked" }
  | { readonly stage: "disowned" }
  | { readonly stage: "locked"; readonly until: InstantMs }
  | { readonly stage: "arrived" }
  | { readonly stage: "asked"; readonly factsLeft: number }
  /** The facts are right, the code is to come. */
  | { readonly stage: "matched" };

/** Inside, at the list of accounts. */
export interface Verified {
  readonly stage: "verified";
  readonly level: 1 | 2;
}

export type AccountStage =
  /** Nothing is owed. */
  | (OnAccount & { readonly stage: "settled" })
  /** A hold stops offers; seeing and paying go on. */
  | (OnAccount & { readonly stage: "paused"; readonly by: HoldKind })
  | (OnAccount & { readonly stage: "owing" })
  | (OnAccount & { readonly stage: "chosen"; readonly choice: Choice })
  | (OnAccount & { readonly stage: "planned"; readonly plan: PlanFacts });

interface OnAccount {
  readonly level: 1 | 2;
  readonly accountId: AccountId;
  /** The latest plan, kept for reading when it is over. */
  readonly plan: PlanFacts | null;
  readonly attempts: readonly AttemptFacts[];
}

/** The stage that stored facts amount to. */
export function stageOf(facts: JourneyFacts): Stage {
  const { link, level } = facts;
  if (link === "disowned") return { stage: "disowned" };
  if (link === "revoked") return { stage: "ended", why: link };
  if (level === 0) return outside(facts);
  return facts.account ? onAccount(facts, level, facts.account) : { stage: "verified", level };
}

/** A signature needs a choice and a fresh code, and no lock on codes. */
export function maySign(stage: Stage, facts: JourneyFacts): boolean {
  return stage.stage === "chosen" && stage.level === 2 && lockOf(facts) === null;
}

/** A link that expires during a visit does not end it; a lock keeps out who is not in. */
function outside(facts: JourneyFacts): Outside {
  const { link, opened, factsLeft } = facts;
  if (link === "none" || link === "expired") return { stage: "ended", why: link };
  const until = lockOf(facts);
  if (until !== null) return { stage: "locked", until };
  if (!opened) return { stage: "arrived" };
  return factsLeft > 0 ? { stage: "asked", factsLeft } : { stage: "matched" };
}

function onAccount(facts: JourneyFacts, level: 1 | 2, account: AccountFacts): AccountStage {
  const { accountId, plan, choice, attempts } = account;
  const seen = { level, accountId, plan, attempts };
  if (plan?.state === "agreed" || plan?.state === "active") {
    return { ...seen, stage: "planned", plan };
  }
  if (account.owesMinor <= 0n) return { ...seen, stage: "settled" };
  const hold = stoppedBy(account.holds, "offers", facts.today);
  if (hold) return { ...seen, stage: "paused", by: hold.kind };
  const stands = choice !== null && facts.today <= choice.validUntil;
  return stands ? { ...seen, stage: "chosen", choice } : { ...seen, stage: "owing" };
}

function lockOf({ lockedUntil, nowMs }: JourneyFacts): InstantMs | null {
  return lockedUntil !== null && lockedUntil > nowMs ? lockedUntil : null;
}
