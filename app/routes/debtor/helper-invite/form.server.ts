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
    .superRefine(({ channel, email = "", phone = "" }, context) => {
      const field = channel === "email" ? "email" : "phone";
      if ((field === "email" ? email : phone).trim() !== "") return;
      context.addIssue({ code: "custom", message: "required", path: [field] });
    })
    .transform(({ days, ...rest }) => ({ ...rest, days: daysOf[days] })),
]);

const daysOf = { "7": 7, "30": 30, "90": 90 } as const;

export type InviteAnswers = Extract<z.output<typeof inviteForm>, { step: "invite" }>;
