import { describe, expect, test } from "vitest";
import { happeningIn, happeningTo } from "#app/domain/feedback/happening.ts";
import { withdrawnReason } from "#app/domain/plans/withdrawn.ts";

describe("a proposal that waits", () => {
  test.each([
    ["ends with a newer one of the same debtor", "a", "proposal", "newer-proposal"],
    ["goes on beside a joint debtor's", "b", "proposal", null],
    ["ends with a plan of the same debtor", "a", "plan", "plan-signed"],
    ["ends with a joint debtor's plan", "b", "plan", "joint-plan-signed"],
  ] as const)("%s", (_what, debtorId, by, reason) => {
    expect(withdrawnReason("a", { debtorId, by })).toBe(reason);
  });
});

describe("what a page says happened", () => {
  test.each([
    ["plan.proposed", "accepted", [], "plan.proposed"],
    ["plan.proposed", "counter", ["below-minimum-amount"], "plan.proposed"],
    ["plan.proposed", "counter", ["staff-declined"], "proposal.answered"],
    ["plan.proposed", "accepted", ["staff-accepted"], "proposal.answered"],
    ["plan.proposed", "withdrawn", ["newer-proposal"], "proposal.renewed"],
    ["plan.proposed", "withdrawn", ["plan-signed"], "proposal.fallen"],
    ["plan.proposed", "withdrawn", ["joint-plan-signed"], "proposal.fallen"],
    ["plan.broken", "withdrawn", ["newer-proposal"], "plan.broken"],
  ])("of %s, answered %s for %j", (type, answer, reasons, said) => {
    expect(happeningIn(type, { answer, reasons })).toBe(said);
  });

  test("is the type where an event has no reasons", () => {
    expect(happeningIn("plan.proposed", {})).toBe("plan.proposed");
  });
});

describe("what a debtor reads of it", () => {
  test.each([
    ["plan.agreed", { debtorRef: "a" }, "plan.agreed"],
    ["plan.agreed", { debtorRef: "b" }, "plan.agreed.joint"],
    ["dispute.opened", { debtorRef: "a", round: 1 }, "dispute.opened"],
    ["complaint.opened", { debtorRef: "a", round: 2 }, "complaint.reopened"],
    ["hold.set", { kind: "agreed-plan" }, "hold.set.agreed-plan"],
    ["hold.ended", { kind: "dispute" }, "hold.ended.dispute"],
    ["hold.set", { kind: "vulnerability" }, "hold.set"],
    ["plan.proposed", { answer: "withdrawn", reasons: [] }, "proposal.fallen"],
  ])("of %s with %j", (type, data, said) => {
    expect(happeningTo("a", type, data)).toBe(said);
  });
});
