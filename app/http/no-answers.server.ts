import { z } from "zod";

/** A form whose button is the whole answer. */
export const noAnswers = z.object({});
