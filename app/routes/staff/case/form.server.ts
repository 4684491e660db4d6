import { z } from "zod";
import { caseOutcomes } from "#app/domain/disputes/case.ts";
import type { Currency } from "#app/domain/money/currency.ts";
import { moneyText } from "#app/http/form-fields.server.ts";

const text = z.string().trim().max(2000, "too-long").optional();

/**
 * One form for all that staff do with a case; each choice has its own words, which the debtor
 * reads, but for a note. An amount is read only where an answer may have one.
 */
export function caseWorkForm(currency: Currency) {
  const typed = z.object({
    act: z.enum(["resolve", "ask", "extend", "note"], "choose"),
    outcome: z.enum(caseOutcomes, "choose").optional(),
    amount: z.string().max(40, "too-long").optional(),
    why: text,
    ask: text,
    extend: text,
    note: text,
  });
  return typed.transform((form, context) => {
    const { act, outcome, amount = "" } = form;
    const field = act === "resolve" ? "why" : act;
    const words = form[field] ?? "";
    if (words === "") context.addIssue({ code: "custom", message: "required", path: [field] });
    if (act !== "resolve") return { act, text: words, field } as const;
    if (outcome === undefined) {
      context.addIssue({ code: "custom", message: "choose", path: ["outcome"] });
      return z.NEVER;
    }
    if (amount.trim() === "") return { act, outcome, text: words, amountMinor: null, field };
    const read = moneyText(currency).safeParse(amount);
    if (read.success) return { act, outcome, text: words, amountMinor: read.data, field };
    const message = read.error.issues[0]?.message ?? "not-an-amount";
    context.addIssue({ code: "custom", message, path: ["amount"] });
    return z.NEVER;
  });
}
