import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { requireAccount } from "#app/http/debtor-account.server.ts";
import { readForm, refusedForm, refuseForm } from "#app/http/forms.server.ts";
import { payForm } from "#app/http/pay-form.server.ts";
import { notFound, seeOther, seeOtherSite } from "#app/http/responses.server.ts";
import { type StartRefusal, startPayment } from "#app/services/payments/start-payment.server.ts";
import { payPage } from "#app/services/reading/pay.server.ts";

export async function showPay({ request, context, params }: LoaderFunctionArgs) {
  const { visit, account } = await requireAccount(request, context, params.accountId);
  const page = await payPage(context.runtime, visit, account);
  return { ...page, asked: new URL(request.url).searchParams.get("choice") };
}

/** On to the provider's page, or to the page that says how an earlier try stands. */
export async function pay({ request, context, params }: ActionFunctionArgs) {
  const { visit, account } = await requireAccount(request, context, params.accountId);
  const form = await readForm(request, context, payForm(account.portfolio.currency));
  if (!form.ok) return refuseForm(form.error);
  const { choice, amount = "", otherMinor } = form.value;
  const wish = { accountId: account.row.id, choice, otherMinor, locale: context.locale };
  const start = await startPayment(context.runtime, visit.actor, wish);
  if (start.ok && start.value.go === "page") return seeOtherSite(start.value.url);
  if (start.ok) return seeOther(`/pay/return?attempt=${start.value.attemptId}`);
  if (start.error.reason === "not-found") throw notFound();
  return refuseForm(refusedForm({ choice, amount }, errorOf(start.error, choice)));
}

/** What is wrong with an amount of one's own stands under it. */
function errorOf({ reason }: StartRefusal, choice: string): Record<string, string> {
  const ofAmount = ["below-minimum", "above-maximum", "between-steps", "part-not-allowed"];
  const field = choice === "other" && ofAmount.includes(reason) ? "amount" : "";
  return { [field]: reason };
}
