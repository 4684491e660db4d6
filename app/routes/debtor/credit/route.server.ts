import type { AppLoadContext } from "@remix-run/node";
import { z } from "zod";
import { requireAccount } from "#app/http/debtor-account.server.ts";
import { readForm, refusedForm, refuseForm } from "#app/http/forms.server.ts";
import { seeOther } from "#app/http/responses.server.ts";
import { askCreditBack } from "#app/services/payments/ask-credit-back.server.ts";
import { moveCredit } from "#app/services/payments/move-credit.server.ts";
import { creditPage } from "#app/services/reading/credit.server.ts";

/** `back`, or the id of the account that it is to be used for. */
const creditForm = z.object({ to: z.string("choose").min(1, "choose").max(50, "choose") });

export async function openCredit(request: Request, context: AppLoadContext, accountId?: string) {
  const { visit, account } = await requireAccount(request, context, accountId);
  return creditPage(context.runtime, visit.actor.debtorId, account);
}

/** Sends it back the way it was paid, or uses it for another account. */
export async function sendCredit(request: Request, context: AppLoadContext, accountId?: string) {
  const { visit, account } = await requireAccount(request, context, accountId);
  const form = await readForm(request, context, creditForm);
  if (!form.ok) return refuseForm(form.error);
  const { to } = form.value;
  const { id } = account.row;
  if (to === "back") {
    const asked = await askCreditBack(context.runtime, visit.actor, id);
    return asked.ok ? seeOther(`/a/${id}/credit`) : refuseForm(refusedForm({}, nothing));
  }
  const move = { fromAccountId: id, toAccountId: to };
  const moved = await moveCredit(context.runtime, visit.actor, move);
  if (!moved.ok) return refuseForm(refusedForm({}, nothing));
  return seeOther(`/a/${moved.value.accountId}/receipts/${moved.value.id}`);
}

const nothing = { to: "credit-not-free" };
