import { z } from "zod";

/** The code step of a page: a code is to be sent, or one has come. */
export const codeForm = z.object({
  step: z.literal("code"),
  send: z.enum(["email", "sms"]).optional(),
  code: z.string().max(20, "code-form").optional(),
});
