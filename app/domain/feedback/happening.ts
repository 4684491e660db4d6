/**
 * What an event says happened, as pages word it: its type, but a proposal is told of at each of its
 * steps, and each has words of its own.
 */
export function happeningIn(type: string, data: Readonly<Record<string, unknown>>): string {
  if (type !== "plan.proposed") return type;
  const reasons = Array.isArray(data.reasons) ? (data.reasons as readonly unknown[]) : [];
  if (data.answer === "withdrawn") {
    return reasons.includes("newer-proposal") ? "proposal.renewed" : "proposal.fallen";
  }
  const byStaff = reasons.some(
    (reason) => reason === "staff-accepted" || reason === "staff-declined",
  );
  return byStaff ? "proposal.answered" : type;
}

/** What may be named of a hold to everybody who owes the account: nothing of anybody's life. */
const namedHolds: readonly unknown[] = ["agreed-plan", "dispute"];

/**
 * The same to a debtor who reads it: a plan that somebody else signed is theirs, a case that was
 * looked at before is asked about again, and a hold has its name where it is nobody's own affair.
 */
export function happeningTo(
  debtorRef: string,
  type: string,
  data: Readonly<Record<string, unknown>>,
): string {
  if (type === "plan.agreed" && typeof data.debtorRef === "string") {
    return data.debtorRef === debtorRef ? type : "plan.agreed.joint";
  }
  if (type === "dispute.opened" || type === "complaint.opened") {
    return Number(data.round ?? 1) > 1 ? type.replace(".opened", ".reopened") : type;
  }
  if (type === "hold.set" || type === "hold.ended") {
    return namedHolds.includes(data.kind) ? `${type}.${data.kind}` : type;
  }
  return happeningIn(type, data);
}
