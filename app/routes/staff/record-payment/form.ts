import { z } from "zod";
import { parseDate } from "#app/domain/primitives/date.ts";

/** Ways in which money reaches the collector past the portal. */
export const recordedMethods = ["transfer", "cash", "cheque", "direct-debit", "other"] as const;

export const recordForm = z.object({
  amount: z.string("required").trim().min(1, "required").max(30, "too-long"),
  receivedOn: z
    .string("required")
    .trim()
    .transform((text, context) => {
      const date = parseDate(text);
      if (date !== null) return date;
      context.addIssue({ code: "custom", message: "not-a-date" });
      return z.NEVER;
    }),
  method: z.enum(recordedMethods, "choose"),
  reference: z.string().trim().max(200, "too-long").optional(),
  once: z.uuid("form-expired"),
});
