import type { BreakWish } from "#app/services/reading/staff-breaks.server.ts";

export const breakViews = ["open", "mine", "closed"] as const;
export const breakGroups = [
  "payment",
  "provider",
  "payout",
  "ledger",
  "transfer",
  "snapshot",
] as const;
export const breakAges = [1, 3, 7, 30] as const;

/** The list that an address asks for; what it cannot mean is left out. */
export function readBreakFilters(url: URL): BreakWish {
  const asked = (name: string) => url.searchParams.get(name);
  const view = breakViews.find((known) => known === asked("view")) ?? "open";
  const group = breakGroups.find((known) => known === asked("kind"));
  return {
    state: view === "closed" ? "closed" : "open",
    mine: view === "mine",
    kind: group === undefined ? null : `${group}:`,
    days: breakAges.find((known) => String(known) === asked("days")) ?? null,
    after: asked("after") || null,
  };
}
