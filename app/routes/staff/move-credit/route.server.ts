import type { AppLoadContext } from "@remix-run/node";
import { z } from "zod";
import { readForm, refusedForm, refuseForm } from "#app/http/forms.server.ts";
import { notFound, seeOther } from "#app/http/responses.server.ts";
import { requireStaffAccount } from "#app/http/staff-account.server.ts";
import { moveCredit } from "#app/services/payments/move-credit.server.ts";
import { staffCredit } from "#app/services/reading/staff-credit.server.ts";
import { insist } from "#app/services/staff/permissions.server.ts";

type Params = Readonly<Record<string, string | undefined>>;

const moveForm = z.object({ to: z.string("choose").min(1, "choose").max(50, "choose") });

export async function openMove(request: Request, context: AppLoadContext, params: Params) {
  const { actor, account } = await requireStaffAccount(
    request,
    context,
    "refunds:request",
    params.accountId,
  );
  const page = await staffCredit(context.runtime, actor, account.id);
  if (page === null) throw notFound();
  return page;
}

/** Moves the whole credit; a second press finds none. */
export async function moveIt(request: Request, context: AppLoadContext, params: Params) {
  const { actor, account } = await requireStaffAccount(
    request,
    context,
    "refunds:request",
    params.accountId,
  );
  insist(actor, "refunds:request");
  const form = await readForm(request, context, moveForm);
  if (!form.ok) return refuseForm(form.error);
  const move = { fromAccountId: account.id, toAccountId: form.value.to };
  const moved = await moveCredit(context.runtime, actor, move);
  if (moved.ok) return seeOther(`/staff/payments/${moved.value.id}`);
  return refuseForm(refusedForm({}, { to: "credit-not-free" }));
}
