import { z } from "zod";
import { codeForm } from "#app/http/code-form.server.ts";
import { line, oneOf } from "#app/http/form-fields.server.ts";

/** Letters and the marks within names: nothing that a message would turn into an address. */
const nameText = () =>
  line(40).pipe(z.string().regex(/^[\p{L}\p{M}][\p{L}\p{M} ·'’-]*$/u, "not-a-name"));

/** The code that shows who it is; then who is to help, in what and for how long. */
export const inviteForm = z.discriminatedUnion("step", [
  codeForm,
  z
    .object({
      step: z.literal("invite"),
      name: nameText(),
      channel: oneOf(["email", "sms"]),
      email: z.string().max(254, "too-long").optional(),
      phone: z.string().max(40, "too-long").optional(),
      shownAs: nameText(),
      scope: z.array(z.enum(["pay", "propose"])).default([]),
      days: oneOf(["7", "30", "90"]),
    })
    .refine(({ email }) => isTyped(email), whenBy("email", "email"))
    .refine(({ phone }) => isTyped(phone), whenBy("sms", "phone"))
    .transform(({ days, ...rest }) => ({ ...rest, days: daysOf[days] })),
]);

/** The contact by the chosen channel is missing; said together with whatever else is wrong. */
function whenBy(channel: "email" | "sms", field: "email" | "phone") {
  const isChosen = (value: unknown) =>
    typeof value === "object" && value !== null && "channel" in value && value.channel === channel;
  return {
    message: "required",
    path: [field],
    when: ({ value }: { readonly value: unknown }) => isChosen(value),
  };
}

function isTyped(text: string | undefined): boolean {
  return text !== undefined && text.trim() !== "";
}

const daysOf = { "7": 7, "30": 30, "90": 90 } as const;

export type InviteAnswers = Extract<z.output<typeof inviteForm>, { step: "invite" }>;
