import { z } from "zod";

/** The code step: asks for a code by a channel, or gives the one that came. */
const codeForm = z.object({
  step: z.literal("code"),
  send: z.enum(["email", "sms"]).optional(),
  code: z.string().max(20, "code-form").optional(),
});

/** The signature itself; `seen` is the hash of the agreement that stood on the page. */
const signatureForm = z.object({
  step: z.literal("sign"),
  seen: z.string().max(64),
  consent: z.literal("yes", "consent-first"),
  name: z.string("required").trim().min(1, "required").max(200, "too-long"),
});

export const signForm = z.discriminatedUnion("step", [codeForm, signatureForm]);

export type SignatureAnswers = z.output<typeof signatureForm>;

/** Where on the page it is signed: the code leads back there. */
export const atSignature = { sent: "sign", proven: "sign" } as const;
