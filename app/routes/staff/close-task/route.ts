import type { ActionFunctionArgs } from "@remix-run/node";
import { readForm } from "#app/http/forms.server.ts";
import { noAnswers } from "#app/http/no-answers.server.ts";
import { conflict, notFound, seeOther } from "#app/http/responses.server.ts";
import { requireStaff } from "#app/http/staff-session.server.ts";
import { closeTask } from "#app/services/staff/close-task.server.ts";

/** Marks work as done. */
export async function action({ request, params, context }: ActionFunctionArgs) {
  const { actor } = await requireStaff(request, context, "tasks:close");
  const form = await readForm(request, context, noAnswers);
  if (!form.ok) return seeOther("/staff");
  const closed = await closeTask(context.runtime, actor, params.taskId ?? "");
  if (closed.ok) return seeOther("/staff");
  throw closed.error === "not-found" ? notFound() : conflict();
}

/** Only a button leads here. */
export function loader() {
  return seeOther("/staff");
}
