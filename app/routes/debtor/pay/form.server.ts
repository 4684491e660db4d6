import { z } from "zod";
import type { Currency } from "#app/domain/money/currency.ts";
import { moneyText, oneOf } from "#app/http/form-fields.server.ts";

/** Which amount; one's own is read, and must be an amount, only when it was chosen. */
export function payForm(currency: Currency) {
  const answers = z.object({
    choice: oneOf(["whole", "overdue", "next", "other"]),
    amount: z.string().max(40, "too-long").optional(),
  });
  return answers.transform(({ choice, amount }, context) => {
    if (choice !== "other") return { choice, amount, otherMinor: null };
    const read = moneyText(currency).safeParse(amount);
    if (read.success) return { choice, amount, otherMinor: read.data };
    const message = read.error.issues[0]?.message ?? "required";
    context.addIssue({ code: "custom", message, path: ["amount"] });
    return z.NEVER;
  });
}
