import { z } from "zod";
import { refundReasons } from "#app/domain/payments/refund.ts";

/** `preview` shows the entries; `send` asks for the money to go. */
export const refundForm = z.object({
  amount: z.string("required").trim().min(1, "required").max(30, "too-long"),
  reason: z.enum(refundReasons, "choose"),
  note: z.string().trim().max(500, "too-long").optional(),
  once: z.uuid("form-expired"),
  intent: z.enum(["preview", "send"], "choose"),
});
