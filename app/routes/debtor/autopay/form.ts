import { z } from "zod";

export const autopayForm = z.discriminatedUnion("step", [
  /** Asks for a code by a channel, or gives the one that came. */
  z.object({
    step: z.literal("code"),
    send: z.enum(["email", "sms"]).optional(),
    code: z.string().max(20, "code-form").optional(),
  }),
  /** `seen` is the hash of the words that stood on the page; `card`: a saved one, or "new". */
  z.object({
    step: z.literal("start"),
    seen: z.string().max(64),
    consent: z.literal("yes", "consent-first"),
    card: z.string().max(64).default("new"),
  }),
  z.object({ step: z.literal("off") }),
  z.object({ step: z.literal("remove") }),
  z.object({ step: z.literal("arrears") }),
]);

export type AutopayAnswers = z.output<typeof autopayForm>;
