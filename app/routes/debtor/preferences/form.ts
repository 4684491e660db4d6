import { z } from "zod";

const hour = z.coerce.number("choose").int("choose").min(0, "choose").max(23, "choose");

/** How to write; hours of the debtor's own count only when they are chosen. */
export const preferencesForm = z
  .object({
    locale: z.enum(["zh-CN", "en"], "choose"),
    channel: z.array(z.enum(["email", "sms"])).default([]),
    hours: z.enum(["any", "own"], "choose"),
    from: hour.default(9),
    to: hour.default(18),
  })
  .superRefine(({ hours, from, to }, context) => {
    if (hours !== "own" || from < to) return;
    context.addIssue({ code: "custom", message: "hours-order", path: ["to"] });
  });
