import type { PlanListWish } from "#app/services/reading/staff-plans.server.ts";

export const planViews = ["open", "risk", "completed", "broken", "ended", "any"] as const;
type PlanView = (typeof planViews)[number];

const states: Readonly<Record<PlanView, PlanListWish["states"]>> = {
  open: ["agreed", "active"],
  risk: ["agreed", "active"],
  completed: ["completed"],
  broken: ["broken"],
  ended: ["cancelled", "replaced"],
  any: ["agreed", "active", "completed", "broken", "cancelled", "replaced"],
};

/** The list that an address asks for; what it cannot mean is left out. */
export function readPlanFilters(url: URL): PlanListWish {
  const given = url.searchParams.get("state");
  const view = planViews.find((known) => known === given) ?? "open";
  return {
    states: states[view],
    atRisk: view === "risk",
    portfolio: url.searchParams.get("portfolio") || null,
    after: url.searchParams.get("after") || null,
  };
}
