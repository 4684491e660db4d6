import type { AppLoadContext } from "@remix-run/node";
import { readForm, refusedForm, refuseForm } from "#app/http/forms.server.ts";
import { notFound, seeOther } from "#app/http/responses.server.ts";
import { requireStaffAccount } from "#app/http/staff-account.server.ts";
import { setHold } from "#app/services/holds/set-hold.server.ts";
import { insist } from "#app/services/staff/permissions.server.ts";
import { holdForm } from "./form.server.ts";

type Params = Readonly<Record<string, string | undefined>>;

export async function openHoldPage(request: Request, context: AppLoadContext, params: Params) {
  const { account } = await requireStaffAccount(request, context, "holds:write", params.accountId);
  return { id: account.id, ref: account.ref, once: context.runtime.ids.next() };
}

/** Sets the hold; the form's own id makes a second press set it once. */
export async function placeHold(request: Request, context: AppLoadContext, params: Params) {
  const { actor, account } = await requireStaffAccount(
    request,
    context,
    "holds:write",
    params.accountId,
  );
  insist(actor, "holds:write");
  const form = await readForm(request, context, holdForm);
  if (!form.ok) return refuseForm(form.error);
  const { kind, from, to, reason, once } = form.value;
  const set = await setHold(context.runtime, actor, {
    accountId: account.id,
    kind,
    ...(from === null ? {} : { from }),
    to,
    reason,
    id: once,
  });
  if (set.ok) return seeOther(`/staff/accounts/${account.id}?done=hold-set`);
  if (set.error === "not-found") throw notFound();
  const typed = { kind, from: from ?? "", to: to ?? "", reason };
  const [field, refusal] = places[set.error];
  return refuseForm(refusedForm(typed, { [field]: refusal }));
}

const places = {
  "to-before-from": ["to", "to-before-from"],
  "from-too-early": ["from", "from-too-early"],
  "set-by-signing": ["kind", "choose"],
  "not-found": ["kind", "choose"],
} as const;
