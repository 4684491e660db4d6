import { z } from "zod";

/** A letter's reference and any two of three facts. */
export const findForm = z.object({
  reference: z.string("required").trim().min(1, "required").max(100, "too-long"),
  idLast4: z.string().max(20, "too-long").optional(),
  cardLast4: z.string().max(20, "too-long").optional(),
  dateOfBirth: z
    .object({
      year: z.string().max(6).optional(),
      month: z.string().max(4).optional(),
      day: z.string().max(4).optional(),
    })
    .optional(),
});

export type FindAnswers = z.output<typeof findForm>;
