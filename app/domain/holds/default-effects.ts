import type { HoldEffect, HoldKind } from "./hold.ts";

/** What each kind of hold stops, unless a policy says otherwise. */
export type HoldEffectTable = Readonly<Record<HoldKind, readonly HoldEffect[]>>;

/**
 * The table that policies start from (domain.md §6): an example for an operator to edit. A dispute
 * stops demands (12 CFR 1006.38); breathing space stops interest and demands (Debt Respite
 * Regulations 2020, reg. 7); an agreed plan stops interest and collection (domain.md §5).
 */
export const defaultHoldEffects: HoldEffectTable = {
  dispute: ["notices", "autopay", "collection"],
  "breathing-space": ["interest", "notices", "collection"],
  vulnerability: ["notices", "collection"],
  "agreed-plan": ["interest", "collection"],
  bankruptcy: ["interest", "notices", "autopay", "offers", "collection"],
  deceased: ["interest", "notices", "autopay", "offers", "collection"],
  legal: ["notices", "offers", "collection"],
  "identity-fraud": ["interest", "notices", "autopay", "offers", "collection"],
  manual: ["collection"],
};
