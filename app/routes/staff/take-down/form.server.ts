import { z } from "zod";
import { complaintGrounds, disputeGrounds } from "#app/domain/disputes/case.ts";
import { hardshipReasons } from "#app/domain/policy/hardship-rule.ts";
import { line, maybeTicked } from "#app/http/form-fields.server.ts";

const typed = z.object({
  what: z.enum(["dispute", "complaint", "hardship"], "choose"),
  debtor: z.uuid("choose").optional(),
  dispute: z.enum(disputeGrounds, "choose").optional(),
  complaint: z.enum(complaintGrounds, "choose").optional(),
  hardship: z.array(z.enum(hardshipReasons, "choose"), "choose").optional(),
  crisis: maybeTicked(),
  vulnerable: maybeTicked(),
  text: line(2000),
});

/** What a debtor said on the telephone: each kind has a choice of its own, all have words. */
export const takeDownForm = typed.transform((form, context) => {
  const { what, debtor, text } = form;
  const missing = (): never => {
    context.addIssue({ code: "custom", message: "choose", path: [what] });
    return z.NEVER;
  };
  if (what === "hardship") {
    const { hardship: reasons = [], crisis, vulnerable } = form;
    if (reasons.length === 0) return missing();
    return { what, debtor, input: { reasons, since: null, text, crisis, vulnerable } } as const;
  }
  const ground = form[what];
  if (ground === undefined) return missing();
  return { what, debtor, wanted: { kind: what, ground, words: { text } } } as const;
});
