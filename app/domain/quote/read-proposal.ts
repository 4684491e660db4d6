import type { Currency } from "../money/currency.ts";
import { readPositiveAmount } from "../money/read-amount.ts";
import type { ProposalAsk } from "../plans/offer.ts";
import { frequencies } from "../policy/policy.ts";
import {
  type Field,
  fieldsOf,
  isAbsent,
  optional,
  readChoice,
  readDate,
  refuse,
} from "../primitives/reader.ts";

/** Reads `proposal`: an amount with a first date, or an end date; a rhythm with both. */
export function readProposal(field: Field, currency: Currency): ProposalAsk {
  const fieldOf = fieldsOf(field, ["amount", "endOn", "frequency", "firstDueOn"] as const);
  if (!isAbsent(fieldOf("amount")) && !isAbsent(fieldOf("endOn"))) {
    refuse(fieldOf("endOn"), "conflicting-fields", "ask for an amount or an end date, not both");
  }
  const frequency = readChoice(fieldOf("frequency"), frequencies);
  if (isAbsent(fieldOf("endOn"))) {
    const amountMinor = readPositiveAmount(fieldOf("amount"), currency);
    return { amountMinor, frequency, firstDueOn: readDate(fieldOf("firstDueOn")) };
  }
  const endOn = readDate(fieldOf("endOn"));
  const firstDueOn = optional(fieldOf("firstDueOn"), null, readDate);
  return { endOn, frequency, firstDueOn };
}
