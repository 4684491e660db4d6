/**
 * Why a proposal no longer waits for a person: its debtor made a newer one, signed a plan, or
 * somebody who is liable for the same account signed one.
 */
export type WithdrawnReason = "newer-proposal" | "plan-signed" | "joint-plan-signed";

/** What ends proposals that wait. */
export interface WithdrawnBy {
  readonly debtorId: string;
  readonly by: "proposal" | "plan";
}

/**
 * Why one debtor's waiting proposal ends with what somebody did; null: it goes on waiting. A plan
 * leaves nothing to answer on the account, a proposal stands in the place of one's own alone.
 */
export function withdrawnReason(
  ownerId: string,
  { debtorId, by }: WithdrawnBy,
): WithdrawnReason | null {
  const own = ownerId === debtorId;
  if (by === "proposal") return own ? "newer-proposal" : null;
  return own ? "plan-signed" : "joint-plan-signed";
}
