import { type ActionFunctionArgs, data, type LoaderFunctionArgs } from "@remix-run/node";
import { z } from "zod";
import { requireAccount } from "#app/http/debtor-account.server.ts";
import { readForm, refusedForm, refuseForm } from "#app/http/forms.server.ts";
import { payForm } from "#app/http/pay-form.server.ts";
import { notFound, seeOther } from "#app/http/responses.server.ts";
import { makePayerLink } from "#app/services/payer-links/make-payer-link.server.ts";
import { revokePayerLink } from "#app/services/payer-links/revoke-payer-link.server.ts";
import { payerLinksPage } from "#app/services/reading/payer-links.server.ts";

export async function showPayerLinks({ request, context, params }: LoaderFunctionArgs) {
  const { visit, account } = await requireAccount(request, context, params.accountId);
  const page = await payerLinksPage(context.runtime, visit, account);
  if (!page.offered) throw notFound();
  return page;
}

/** Makes a link, whose address is in this answer and nowhere else, or takes one back. */
export async function changePayerLinks({ request, context, params }: ActionFunctionArgs) {
  const { visit, account } = await requireAccount(request, context, params.accountId);
  const { currency } = account.portfolio;
  const answers = z.union([revoking, payForm(currency)]);
  const form = await readForm(request, context, answers);
  if (!form.ok) return refuseForm(form.error);
  const { runtime } = context;
  if ("revoke" in form.value) {
    await revokePayerLink(runtime, visit.actor, form.value.revoke);
    return seeOther(`/a/${account.row.id}/payer-link`);
  }
  const { choice, amount = "", otherMinor } = form.value;
  const wish = { accountId: account.row.id, choice, otherMinor, locale: context.locale };
  const made = await makePayerLink(runtime, visit.actor, wish);
  if (made.ok) return data({ made: made.value, refused: undefined });
  const field = choice === "other" && ofAmount.includes(made.error) ? "amount" : "";
  return refuseForm(refusedForm({ choice, amount }, { [field]: made.error }));
}

const revoking = z.object({ revoke: z.string().max(36), intent: z.literal("revoke") });

/** What is wrong with an amount of one's own stands under it. */
const ofAmount = ["below-minimum", "above-maximum", "between-steps", "part-not-allowed"];
