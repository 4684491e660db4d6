import { z } from "zod";
import { holdKinds } from "#app/domain/holds/hold.ts";
import { parseDate } from "#app/domain/primitives/date.ts";

/** The hold of a plan comes with its signature alone. */
export const staffHoldKinds = holdKinds.filter((kind) => kind !== "agreed-plan");

const day = z
  .string()
  .trim()
  .optional()
  .transform((text, context) => {
    if (text === undefined || text === "") return null;
    const date = parseDate(text);
    if (date === null) context.addIssue({ code: "custom", message: "not-a-date" });
    return date;
  });

export const holdForm = z
  .object({
    kind: z.enum(holdKinds, "choose").exclude(["agreed-plan"], "choose"),
    from: day,
    to: day,
    reason: z.string("required").trim().min(1, "required").max(500, "too-long"),
    once: z.uuid("form-expired"),
  })
  .superRefine(({ from, to }, context) => {
    if (from === null || to === null || from <= to) return;
    context.addIssue({ code: "custom", message: "to-before-from", path: ["to"] });
  });
