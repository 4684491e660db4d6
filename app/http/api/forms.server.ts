import { z } from "zod";
import { componentNames } from "#app/domain/money/components.ts";
import { type CalendarDate, parseDate } from "#app/domain/primitives/date.ts";

/* Forms that many documents share; amounts are text in major units, as everywhere outside. */

/**
 * Text without control characters, which nobody types into a reference or a reason, and without
 * half characters ("\ud800"), which the database's JSON refuses.
 */
export const plainText = (longest: number) =>
  z
    .string()
    .min(1)
    .max(longest)
    .regex(/^[^\p{Cc}\p{Cs}]+$/u, "No control characters.");

export const amountText = z
  .string()
  .regex(/^\d{1,15}(\.\d{1,4})?$/, 'An amount in quotes, like "1200.50".')
  .meta({ id: "Amount", description: "Major units as text, with the currency's decimal places." });

export const dateText = z
  .string()
  .max(10)
  .refine((text) => parseDate(text) !== null && text <= "2199-12-31", {
    error: "A date that exists, as YYYY-MM-DD.",
    params: { code: "not-a-date" },
  })
  .meta({ id: "Date", description: "A calendar date, YYYY-MM-DD.", format: "date" });

export const asDate = (text: string): CalendarDate => text as CalendarDate;

export const momentText = z.string().meta({ id: "Moment", format: "date-time" });

export const currencyCode = z
  .string()
  .regex(/^[A-Z]{3}$/)
  .meta({ id: "Currency", description: "ISO 4217" });

/** A number that counts events: a whole number, exact in JSON. */
export const eventNumber = z.int().min(0).max(Number.MAX_SAFE_INTEGER);

export const accountRefText = plainText(100);
export const portfolioCode = plainText(64).optional().meta({
  description: "The portfolio's code; needed where the key sees the reference twice.",
});
export const byPortfolio = z.strictObject({ portfolio: portfolioCode });

export const uuidText = z.string().meta({ format: "uuid" });

/** One amount a component; an absent one is zero. */
export const componentAmounts = z
  .strictObject({
    principal: amountText,
    interest: amountText.optional(),
    penalty: amountText.optional(),
    fees: amountText.optional(),
    costs: amountText.optional(),
  })
  .meta({ id: "Components" });

/** Every component, as answers have them. */
export const componentsAnswer = z
  .object(Object.fromEntries(componentNames.map((name) => [name, amountText])))
  .meta({ id: "ComponentAmounts" });

/** Pages of a list: where to go on is a text that only we understand. */
export const pageQuery = {
  cursor: z.string().max(200).optional(),
  limit: z
    .string()
    .regex(/^[1-9]\d{0,2}$/)
    .optional()
    .meta({ description: "1 to 999; default 100." }),
};
