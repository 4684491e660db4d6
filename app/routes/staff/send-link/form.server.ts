import { z } from "zod";
import { longestTtlDays, standardTtlDays } from "#app/services/links/prepare-link.server.ts";

export const linkForm = z.object({
  channel: z.enum(["none", "email", "sms", "letter"], "choose"),
  debtor: z.uuid("choose").optional(),
  days: z.preprocess(
    (value) => (value === undefined || value === "" ? standardTtlDays : value),
    z.coerce
      .number("link-days")
      .int("link-days")
      .min(1, "link-days")
      .max(longestTtlDays, "link-days"),
  ),
});
