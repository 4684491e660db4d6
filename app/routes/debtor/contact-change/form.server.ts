import { z } from "zod";
import { codeForm } from "#app/http/code-form.server.ts";
import { line } from "#app/http/form-fields.server.ts";

/** The code that shows who it is; the new contact; the code that came there. */
export const changeForm = z.discriminatedUnion("step", [
  codeForm,
  z.object({ step: z.literal("ask"), contact: line(254) }),
  z.object({ step: z.literal("confirm"), code: z.string("required").max(20, "code-form") }),
]);
