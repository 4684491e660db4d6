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
