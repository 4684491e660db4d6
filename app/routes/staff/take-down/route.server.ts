import type { AppLoadContext } from "@remix-run/node";
import { readForm, refuseForm } from "#app/http/forms.server.ts";
import { notFound, seeOther } from "#app/http/responses.server.ts";
import { requireStaffAccount } from "#app/http/staff-account.server.ts";
import { openCase } from "#app/services/cases/open-case.server.ts";
import { takeHardshipDown } from "#app/services/hardship/take-hardship-down.server.ts";
import { staffPeople } from "#app/services/reading/staff-people.server.ts";
import { takeDownForm } from "./form.server.ts";

type Params = Readonly<Record<string, string | undefined>>;

export async function openTakeDown(request: Request, context: AppLoadContext, params: Params) {
  const { account } = await requireStaffAccount(request, context, "cases:open", params.accountId);
  return staffPeople(context.runtime, account);
}

/** Opens what the debtor phoned about, by the same rules as if they had written it themselves. */
export async function takeDown(request: Request, context: AppLoadContext, params: Params) {
  const needs = "cases:open";
  const { actor, account } = await requireStaffAccount(request, context, needs, params.accountId);
  const form = await readForm(request, context, takeDownForm);
  if (!form.ok) return refuseForm(form.error);
  const { runtime } = context;
  const { value } = form;
  const debtorId = value.debtor ?? account.debtorId;
  const taken =
    value.what === "hardship"
      ? await takeHardshipDown(runtime, actor, { accountId: account.id, debtorId }, value.input)
      : await openCase(runtime, actor, account.id, { ...value.wanted, debtorId });
  if (!taken.ok) throw notFound();
  const done = taken.value.as === "added" ? "taken-down-added" : "taken-down";
  return seeOther(`/staff/accounts/${account.id}?done=${done}`);
}
