import type { AppLoadContext } from "@remix-run/node";
import { keptField } from "#app/components/forms/page-form.tsx";
import { draftForm, type TypedValues } from "#app/services/drafts/draft.server.ts";
import { forgetDraft } from "#app/services/drafts/forget-draft.server.ts";
import { keepDraft } from "#app/services/drafts/keep-draft.server.ts";
import { keepLateForm } from "#app/services/drafts/keep-late-form.server.ts";
import type { Visit } from "#app/services/identity/read-visit.server.ts";
import { formData, takeToken, typedParts, typedValues } from "./form-body.server.ts";
import { localPath } from "./local-path.server.ts";

/**
 * Long forms lose nothing that was typed. A page joins by one word: `<PageForm kept>`, whose form
 * posts to the page's own path; the forms of one page are told apart by their names. `useFormView`
 * then starts from what was kept, and:
 * - what a page of ours answers (a refusal, a failure) is kept; what leads on was sent, forgotten;
 * - a form that is sent after the visit has ended is kept, to be found after proving again;
 * - with script, what is typed is kept every few seconds (routes/debtor/visit), but not once the
 *   form was sent: what its page still says as it goes brings no sent words back.
 * What a helper types is not kept: drafts are the debtor's own.
 */
const secretFields = ["code", "password"];
/** Names the page of what the script sends, and the moment at which it was shown. */
const pageField = "page";
const shownField = "shown";
const longestPath = 160;
/** The mark of a form that is the only one of its page. */
const unnamed = "yes";
const mostNames = 3;

/** What was typed into a kept form, and the names of that form. */
interface Typed {
  readonly values: TypedValues;
  readonly names: readonly string[];
}

const typed = new WeakMap<AppLoadContext, Typed>();

/** Whose token is right: takes the mark of a kept form out of it and notes what was typed. */
export function noteTyped(form: FormData, context: AppLoadContext): void {
  if (!form.has(keptField)) return;
  const names = takeNames(form);
  typed.set(context, { values: typedValues(form, secretFields), names });
}

/** The names of the kept form that this request sent: its page shows something newer. */
export function sentKept(context: AppLoadContext): readonly string[] {
  return typed.get(context)?.names ?? [];
}

/** The form was read without a fault: what follows leads on, or renders a page, which keeps it. */
export async function forgetSent(
  request: Request,
  context: AppLoadContext,
  visit: Visit | string | undefined,
): Promise<void> {
  if (visit === undefined || typeof visit === "string" || visit.helper !== null) return;
  await forgetForms(request, context, visit, sentKept(context));
}

/** What was typed into these forms of the page has no place any more. */
export async function forgetForms(
  request: Request,
  context: AppLoadContext,
  { debtor }: Visit,
  names: readonly string[],
): Promise<void> {
  for (const name of names) {
    await forgetDraft(context.runtime, debtor, draftForm(formPath(request), name));
  }
}

/** A form was answered by a page: it was not done, so what was typed stays. */
export async function keepAnswered(
  request: Request,
  context: AppLoadContext,
  visit: Visit | string | undefined,
): Promise<void> {
  const sent = typed.get(context);
  if (sent === undefined || visit === undefined || typeof visit === "string") return;
  if (visit.actor.level < 1 || visit.helper !== null) return;
  const form = draftForm(formPath(request), sent.names[0] ?? "");
  await keepDraft(context.runtime, visit.debtor, form, sent.values);
}

/** A form came after its visit had ended. */
export async function keepLate(
  request: Request,
  context: AppLoadContext,
  sessionToken: string | null,
): Promise<void> {
  if (sessionToken === null) return;
  const sent = await typedInto(request, context);
  if (sent === null) return;
  const draft = draftForm(formPath(request), sent.names[0] ?? "");
  await keepLateForm(context.runtime, sessionToken, draft, sent.values);
}

/** What was typed into the kept form of this request, read already or not; null: it sent none. */
export async function typedInto(request: Request, context: AppLoadContext): Promise<Typed | null> {
  const noted = typed.get(context);
  if (noted !== undefined || request.method !== "POST" || request.bodyUsed) return noted ?? null;
  const form = await typedParts(request);
  if (!form?.has(keptField) || !takeToken(form, request, context)) return null;
  const names = takeNames(form);
  return { values: typedValues(form, secretFields), names };
}

/**
 * What stands in a long form just now, as the page's script sends it with the form's path. `whose`:
 * the visit, or the token of one that has ended. Throws a 4xx Response for no form of ours.
 */
export async function takeTyped(
  request: Request,
  context: AppLoadContext,
  whose: Visit | string | null,
): Promise<void> {
  const form = await formData(request);
  if (!takeToken(form, request, context)) throw new Response(null, { status: 403 });
  const page = localPath(String(form.get(pageField) ?? ""));
  if (!form.has(keptField) || whose === null) return;
  form.delete(pageField);
  const shownAt = takeMoment(form);
  const path = formPath({ url: new URL(page, request.url).href });
  const draft = draftForm(path, takeNames(form)[0] ?? "");
  const values = typedValues(form, secretFields);
  if (typeof whose === "string") {
    await keepLateForm(context.runtime, whose, draft, values, shownAt);
  } else if (whose.actor.level >= 1 && whose.helper === null) {
    await keepDraft(context.runtime, whose.debtor, draft, values, shownAt);
  }
}

/** Takes the moment at which a page was shown out of a form, in epoch milliseconds; null: none. */
function takeMoment(form: FormData): number | null {
  const text = String(form.get(shownField) ?? "");
  form.delete(shownField);
  return /^\d{1,15}$/.test(text) ? Number(text) : null;
}

/** Takes the mark of a kept form out of it: the form's names, its own first; "" for no name. */
function takeNames(form: FormData): readonly string[] {
  const mark = String(form.get(keptField) ?? "");
  form.delete(keptField);
  const names = mark.split(" ").filter(isFormName);
  return mark === unnamed || names.length === 0 ? [""] : names.slice(0, mostNames);
}

/** Whether a text can be the name of a form of a page of ours. */
export const isFormName = (text: string): boolean => /^[a-z]{1,20}$/.test(text);

/** The path by which a page's form is known; "" for one that is longer than any of ours. */
export function formPath(request: Pick<Request, "url">): string {
  const { pathname } = new URL(request.url);
  return pathname.length > longestPath ? "/" : pathname;
}
