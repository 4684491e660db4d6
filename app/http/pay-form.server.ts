import { z } from "zod";
import type { Currency } from "#app/domain/money/currency.ts";
import type { PayChoice } from "#app/domain/payments/amounts.ts";
import { moneyText, oneOf } from "./form-fields.server.ts";

/** What is to be paid of one account; minor units, for the choice "other" alone. */
interface PaidLine {
  readonly accountId: string;
  readonly choice: PayChoice;
  readonly otherMinor: bigint | null;
}

const typed = z.string().max(40, "too-long").optional();

/** Which amount; one's own is read, and must be an amount, only when it was chosen. */
export function payForm(currency: Currency) {
  const answers = z.object({
    choice: oneOf(["whole", "overdue", "next", "other"]),
    amount: typed,
    intent: z.string().max(20).optional(),
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

/** The same for several accounts, by their ids; those that are left out are not in the answer. */
export function paySeveralForm(currency: Currency) {
  const answers = z.object({
    choice: z.record(z.string().max(36), oneOf(["none", "whole", "overdue", "next", "other"]), {
      error: "choose",
    }),
    amount: z.record(z.string().max(36), typed).optional(),
    intent: z.enum(["go", "total"], "choose"),
  });
  return answers.transform(({ choice, amount = {}, intent }, context) => {
    const lines = Object.entries(choice).flatMap<PaidLine>(([accountId, chosen]) => {
      if (chosen === "none") return [];
      if (chosen !== "other") return [{ accountId, choice: chosen, otherMinor: null }];
      const read = moneyText(currency).safeParse(amount[accountId]);
      if (read.success) return [{ accountId, choice: chosen, otherMinor: read.data }];
      const message = read.error.issues[0]?.message ?? "required";
      context.addIssue({ code: "custom", message, path: ["amount", accountId] });
      return [];
    });
    const typedIn = {
      ...named("choice", choice),
      ...named("amount", amount),
    };
    return { lines, intent, typed: typedIn };
  });
}

/** By the names of the page's fields, to be shown again. */
function named(name: string, texts: Readonly<Record<string, string | undefined>>) {
  const entries = Object.entries(texts).map(([id, text]) => [`${name}.${id}`, [text ?? ""]]);
  return Object.fromEntries(entries) as Record<string, string[]>;
}
