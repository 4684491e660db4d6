import { z } from "zod";
import { holdKinds } from "#app/domain/holds/hold.ts";
import { dayOrNothing } from "#app/http/form-fields.server.ts";

/** A hold that a person sets: from and to a day, or without an end, and why. */
export const holdForm = z
  .object({
    kind: z.enum(holdKinds, "choose").exclude(["agreed-plan"], "choose"),
    from: dayOrNothing(),
    to: dayOrNothing(),
    reason: z.string("required").trim().min(1, "required").max(500, "too-long"),
    once: z.uuid("form-expired"),
  })
  .superRefine(({ from, to }, context) => {
    if (from === null || to === null || from <= to) return;
    context.addIssue({ code: "custom", message: "to-before-from", path: ["to"] });
  });
