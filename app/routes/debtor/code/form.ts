import { z } from "zod";

/** Either asks for a code by a channel, or gives the code that came. */
export const codeForm = z.object({
  send: z.enum(["email", "sms"]).optional(),
  code: z.string().max(20, "code-form").optional(),
});
