import { z } from "zod";
import { factKinds } from "#app/domain/verification/fact.ts";

/** Which fact, and the answer to it; a birthday comes as three numbers. */
export const checkForm = z.object({
  fact: z.enum(factKinds, "choose"),
  idLast4: z.string().max(20, "too-long").optional(),
  cardLast4: z.string().max(20, "too-long").optional(),
  postcode: z.string().max(20, "too-long").optional(),
  otherDigits: z.string().max(40, "too-long").optional(),
  dateOfBirth: z
    .object({
      year: z.string().max(6).optional(),
      month: z.string().max(4).optional(),
      day: z.string().max(4).optional(),
    })
    .optional(),
});

export type CheckAnswers = z.output<typeof checkForm>;
