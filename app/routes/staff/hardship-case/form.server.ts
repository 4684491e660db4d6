import { z } from "zod";
import { hardshipOutcomes } from "#app/domain/hardship/outcome.ts";
import type { Currency } from "#app/domain/money/currency.ts";
import { dayOrNothing, maybeTicked, moneyOrNothing, oneOf } from "#app/http/form-fields.server.ts";

/** A whole number that may be left empty. */
const count = (most: number) =>
  z
    .string()
    .trim()
    .optional()
    .transform((text, context) => {
      if (text === undefined || text === "") return null;
      const number = /^\d{1,4}$/.test(text) ? Number(text) : 0;
      if (number < 1 || number > most)
        context.addIssue({ code: "custom", message: "not-a-number" });
      return number;
    });

/** The day on which the treatment of a crisis ended. */
export const treatmentForm = z.object({
  endedOn: dayOrNothing().refine((day) => day !== null, "required"),
});

/** What a person decides on a case; the service says what an outcome lacks. */
export function decisionForm(currency: Currency) {
  return z.object({
    outcome: oneOf(hardshipOutcomes),
    from: dayOrNothing(),
    days: count(366),
    treatmentEndedOn: dayOrNothing(),
    amount: moneyOrNothing(currency),
    planAmount: moneyOrNothing(currency),
    months: count(24),
    firstDueOn: dayOrNothing(),
    reason: z.string("required").trim().min(1, "required").max(1000, "too-long"),
    vulnerable: maybeTicked(),
  });
}
