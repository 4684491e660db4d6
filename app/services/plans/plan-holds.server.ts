import type { HoldRow } from "#app/db/stores/holds.server.ts";
import type { PlanRow } from "#app/db/stores/plans.server.ts";

type Signed = Pick<PlanRow, "agreedAt">;

/**
 * The holds that came with a plan, the one of its signature first: set since it was signed, and
 * before another one was. A plan may have none: one at the account's own rate need not stop
 * anything. `plans` are all of the account, in any order; without them the plan is the newest.
 */
export function planHolds(
  holds: readonly HoldRow[],
  { agreedAt }: Signed,
  plans: readonly Signed[] = [],
): readonly HoldRow[] {
  const later = plans.map((other) => other.agreedAt).filter((at) => at > agreedAt);
  return holds
    .filter(({ kind, createdAt }) => kind === "agreed-plan" && createdAt >= agreedAt)
    .filter(({ createdAt }) => later.every((at) => createdAt < at))
    .sort((a, b) => a.createdAt.getTime() - b.createdAt.getTime());
}
