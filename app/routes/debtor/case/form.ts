import { z } from "zod";

/** What the debtor does with the case; words may be missing where files say enough. */
export const caseActForm = z.object({
  act: z.enum(["add", "accept", "reopen", "withdraw"], "choose"),
  text: z.string().trim().max(2000, "too-long").optional(),
});
