import { z } from "zod";
import { refundReasons, refundStates } from "#app/domain/payments/refund.ts";
import { err, ok } from "#app/domain/primitives/result.ts";
import { amountText, plainText, uuidText } from "#app/http/api/forms.server.ts";
import { onceId } from "#app/http/api/once-id.server.ts";
import { operation, type Resource } from "#app/http/api/operation.server.ts";
import { notThere, problem } from "#app/http/api/problem.server.ts";
import { refundByText } from "#app/services/payments/refund-by-text.server.ts";

const refund = operation({
  id: "refundPayment",
  summary: "Money goes back to the payer; above the portfolio's limit a second person decides.",
  scope: "payments:write",
  body: z.strictObject({
    amount: amountText,
    reason: z.enum(refundReasons).optional(),
    note: plainText(500).optional(),
  }),
  answers: { 201: z.object({ id: uuidText, state: z.enum(refundStates) }) },
  async run({ runtime, actor, params, body, once }) {
    const id = once === null ? runtime.ids.next() : onceId(runtime, "refund", once);
    const done = await refundByText(runtime, actor, {
      paymentId: params.id ?? "",
      amount: body.amount,
      reason: body.reason ?? "requested",
      note: body.note ?? null,
      id,
    });
    if (done.ok) return ok({ status: 201, body: { id: done.value.id, state: done.value.state } });
    if (done.error === "not-found") return err(notThere);
    const detail = "This much of the payment cannot go back.";
    return err(problem(422, done.error, detail, { path: "amount" }));
  },
});

export const refundResources: readonly Resource[] = [
  { path: "/payments/{id}/refunds", methods: { POST: refund } },
];
