import { parseWithZod } from "@conform-to/zod/v4";
import type { AppLoadContext } from "@remix-run/node";
import { data } from "@remix-run/node";
import type { z } from "zod";
import type { RefusedForm } from "#app/components/forms/form-view.ts";
import { err, ok, type Result } from "#app/domain/primitives/result.ts";
import { knownVisit, visitToken } from "./debtor-guard.server.ts";
import { formData, takeToken, typedValues } from "./form-body.server.ts";
import { forgetSent, noteTyped } from "./typed-forms.server.ts";

interface ReadOptions {
  /** Fields that are never sent back to the page: codes, passwords. */
  readonly secret?: readonly string[];
}

/**
 * Reads the form of a POST: the only way in which an action reads one. Checks its token and its
 * size, then the schema, whose messages are keys of `reason` in common.json. Error: what to hand
 * back to the page with `refuseForm`, typed values kept unless the page was opened before somebody
 * came in with this browser. Throws a 4xx Response for a body that is
 * no form at all.
 */
export async function readForm<S extends z.ZodType>(
  request: Request,
  context: AppLoadContext,
  schema: S,
  { secret = [] }: ReadOptions = {},
): Promise<Result<z.output<S>, RefusedForm>> {
  const form = await formData(request);
  const checked = checkForm(form, request, context, schema, { secret });
  if (checked.ok) await forgetSent(request, context, await knownVisit(context));
  return checked;
}

/** The same for a form that was read already. */
export function checkForm<S extends z.ZodType>(
  form: FormData,
  request: Request,
  context: AppLoadContext,
  schema: S,
  { secret = [] }: ReadOptions = {},
): Result<z.output<S>, RefusedForm> {
  const isOurs = takeToken(form, request, context);
  if (isOurs) noteTyped(form, context);
  const values = typedValues(form, secret);
  if (!isOurs) return err(notOurs(values, request, context));
  const parsed = parseWithZod(form, { schema, disableAutoCoercion: false });
  if (parsed.status === "success") return ok(parsed.value as z.output<S>);
  return err({ values, errors: errorsOf(parsed.error) });
}

/** A refusal that only the service could know of, in the same form: `{ amount: "too-low" }`. */
export function refusedForm(
  form: RefusedForm | Readonly<Record<string, string>>,
  errors: Readonly<Record<string, string>>,
): RefusedForm {
  const values = isRefused(form) ? form.values : asLists(form);
  return { values, errors: asLists(errors) };
}

/** The answer of an action whose form was refused: the page again, with 422. */
export function refuseForm(refused: RefusedForm) {
  return data({ refused }, { status: 422 });
}

/** Whether a form was refused for its token: nothing that came with it may be kept or done. */
export const hadWrongToken = ({ errors }: RefusedForm): boolean =>
  (errors[""] ?? []).some((key) => key === expired || key === ofBefore);

const expired = "form-expired";
const ofBefore = "form-of-before";

/**
 * A page that is not of whoever uses this browser now. Where a visit is there, its words may be of
 * somebody else: they are neither shown in the visitor's page nor sent by a second press.
 */
function notOurs(
  values: RefusedForm["values"],
  request: Request,
  context: AppLoadContext,
): RefusedForm {
  if (visitToken(request, context) === null) return { values, errors: { "": [expired] } };
  return { values: {}, errors: { "": [ofBefore] } };
}

function errorsOf(error: Record<string, string[] | null> | null): RefusedForm["errors"] {
  const entries = Object.entries(error ?? {});
  return Object.fromEntries(entries.map(([name, keys]) => [name, keys ?? []]));
}

function asLists(texts: Readonly<Record<string, string>>): Record<string, string[]> {
  return Object.fromEntries(Object.entries(texts).map(([name, text]) => [name, [text]]));
}

function isRefused(form: RefusedForm | Readonly<Record<string, string>>): form is RefusedForm {
  return typeof form.values === "object";
}
