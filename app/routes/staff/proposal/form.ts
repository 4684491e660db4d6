import { z } from "zod";

/** A decline says why, in words that the debtor reads. */
export const decisionForm = z
  .object({
    outcome: z.enum(["accepted", "declined"], "choose"),
    reason: z.string().trim().max(500, "too-long").optional(),
  })
  .superRefine(({ outcome, reason }, context) => {
    if (outcome !== "declined" || reason) return;
    context.addIssue({ code: "custom", message: "required", path: ["reason"] });
  });
