import type { AppLoadContext } from "@remix-run/node";
import { keptField } from "#app/components/forms/page-form.tsx";
import type { TypedValues } from "#app/services/drafts/draft.server.ts";
import { forgetDraft } from "#app/services/drafts/forget-draft.server.ts";
import { keepDraft } from "#app/services/drafts/keep-draft.server.ts";
import { keepLateForm } from "#app/services/drafts/keep-late-form.server.ts";
import type { Visit } from "#app/services/identity/read-visit.server.ts";
import { formData, takeToken, typedParts, typedValues } from "./form-body.server.ts";
import { localPath } from "./local-path.server.ts";

/**
 * Long forms lose nothing that was typed. A page joins by one word: `<PageForm kept>`, whose form
 * posts to the page's own path. `useFormView` then starts from what was kept, and:
 * - what a page of ours answers (a refusal, a failure) is kept; what leads on was sent, forgotten;
 * - a form that is sent after the visit has ended is kept, to be found after proving again;
 * - with script, what is typed is kept every few seconds (routes/debtor/visit).
 * What a helper types is not kept: drafts are the debtor's own.
 */
const secretFields = ["code", "password"];
/** Names the page of what the script sends. */
const pageField = "page";
const longestPath = 200;

/** What was typed into the kept form of this request. */
const typed = new WeakMap<AppLoadContext, TypedValues>();

/** Whose token is right: takes the mark of a kept form out of it and notes what was typed. */
export function noteTyped(form: FormData, context: AppLoadContext): void {
  if (!form.has(keptField)) return;
  form.delete(keptField);
  typed.set(context, typedValues(form, secretFields));
}

/** Whether this request sent a kept form: what is on its page is newer than what was kept. */
export function sentKept(context: AppLoadContext): boolean {
  return typed.has(context);
}

/** The form was read without a fault: what follows leads on, or renders a page, which keeps it. */
export async function forgetSent(
  request: Request,
  context: AppLoadContext,
  visit: Visit | string | undefined,
): Promise<void> {
  if (!typed.has(context) || visit === undefined || typeof visit === "string") return;
  if (visit.helper !== null) return;
  await forgetDraft(context.runtime, visit.debtor.id, formPath(request));
}

/** A form was answered by a page: it was not done, so what was typed stays. */
export async function keepAnswered(
  request: Request,
  context: AppLoadContext,
  visit: Visit | string | undefined,
): Promise<void> {
  const values = typed.get(context);
  if (values === undefined || visit === undefined || typeof visit === "string") return;
  if (visit.actor.level < 1 || visit.helper !== null) return;
  await keepDraft(context.runtime, visit.debtor, formPath(request), values);
}

/** A form came after its visit had ended. */
export async function keepLate(
  request: Request,
  context: AppLoadContext,
  sessionToken: string | null,
): Promise<void> {
  if (request.method !== "POST" || sessionToken === null) return;
  const form = await typedParts(request);
  if (!form?.has(keptField) || !takeToken(form, request, context)) return;
  form.delete(keptField);
  const values = typedValues(form, secretFields);
  await keepLateForm(context.runtime, sessionToken, formPath(request), values);
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
  form.delete(keptField);
  form.delete(pageField);
  const values = typedValues(form, secretFields);
  const path = formPath({ url: new URL(page, request.url).href });
  if (typeof whose === "string") await keepLateForm(context.runtime, whose, path, values);
  else if (whose.actor.level >= 1 && whose.helper === null) {
    await keepDraft(context.runtime, whose.debtor, path, values);
  }
}

/** The path by which a page's form is known; "" for one that is longer than any of ours. */
export function formPath(request: Pick<Request, "url">): string {
  const { pathname } = new URL(request.url);
  return pathname.length > longestPath ? "/" : pathname;
}
