import type { ActionFunctionArgs } from "@remix-run/node";
import { z } from "zod";
import { readForm } from "#app/http/forms.server.ts";
import { conflict, notFound, seeOther } from "#app/http/responses.server.ts";
import { requireStaff } from "#app/http/staff-session.server.ts";
import { decideRefund } from "#app/services/payments/decide-refund.server.ts";

const answers = z.object({ answer: z.enum(["approve", "decline"], "choose") });

/** The second person's answer. */
export async function action({ request, params, context }: ActionFunctionArgs) {
  const { actor } = await requireStaff(request, context, "refunds:approve");
  const form = await readForm(request, context, answers);
  if (!form.ok) return seeOther("/staff/payments/refunds");
  const id = params.refundId ?? "";
  const decided = await decideRefund(context.runtime, actor, id, form.value.answer);
  if (decided.ok) return seeOther(`/staff/payments/${decided.value.paymentId}`);
  throw decided.error === "not-found" ? notFound() : conflict();
}

/** Only a button leads here. */
export function loader() {
  return seeOther("/staff/payments/refunds");
}
