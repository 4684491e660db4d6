import { z } from "zod";
import type { Currency } from "#app/domain/money/currency.ts";
import type { ProposalAsk } from "#app/domain/plans/offer.ts";
import { frequencies } from "#app/domain/policy/policy.ts";
import { dateParts, moneyText, oneOf } from "#app/http/form-fields.server.ts";

/** What a debtor proposes: so much each time, or all of it until a day. */
export function proposeForm(currency: Currency) {
  const common = { every: oneOf(frequencies), first: dateParts() };
  const amount = z.object({ what: z.literal("amount"), amount: moneyText(currency), ...common });
  const until = z.object({ what: z.literal("until"), end: dateParts(), ...common });
  return z.discriminatedUnion("what", [amount, until], "choose");
}

export type ProposeAnswers = z.output<ReturnType<typeof proposeForm>>;

/** The ask as the domain judges it. */
export function askOf(answers: ProposeAnswers): ProposalAsk {
  const { every: frequency, first: firstDueOn } = answers;
  if (answers.what === "until") return { endOn: answers.end, frequency, firstDueOn };
  return { amountMinor: answers.amount, frequency, firstDueOn };
}
