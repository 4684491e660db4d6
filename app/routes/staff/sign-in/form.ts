import { z } from "zod";

/** Nothing is said about the form of a password or code: a wrong one is just wrong. */
export const signInForm = z.object({
  email: z.string("required").trim().min(1, "required").max(255, "too-long"),
  password: z.string("required").min(1, "required").max(500, "too-long"),
  code: z
    .string("required")
    .transform((text) => text.normalize("NFKC").replace(/\s/g, ""))
    .pipe(z.string().regex(/^\d{6}$/, "code-form")),
});
