import type { AppLoadContext } from "@remix-run/node";
import { readForm, refusedForm, refuseForm } from "#app/http/forms.server.ts";
import { conflict, notFound, seeOther } from "#app/http/responses.server.ts";
import { requireStaff } from "#app/http/staff-session.server.ts";
import type { StaffActor } from "#app/services/actor.ts";
import { closeBreak, ownBreak } from "#app/services/breaks/close-break.server.ts";
import type { Runtime } from "#app/services/ports.ts";
import { staffBreak } from "#app/services/reading/staff-breaks.server.ts";
import { roleMay } from "#app/services/staff/permissions.server.ts";
import { decideByRef } from "#app/services/suspense/decide-by-ref.server.ts";
import { answerWish } from "#app/services/suspense/decide-case.server.ts";
import { answerWriteOff, writeOffBeyond } from "#app/services/suspense/write-off-beyond.server.ts";
import { breakForm } from "./form.ts";

export async function openBreak(request: Request, context: AppLoadContext, id: string) {
  const { actor } = await requireStaff(request, context, "breaks:read");
  const found = await staffBreak(context.runtime, actor, id);
  if (found === null) throw notFound();
  return {
    found,
    mayClose: roleMay(actor.role, "breaks:close"),
    mayDecide: roleMay(actor.role, "suspense:decide"),
  };
}

/** Takes it on, closes it, or says what becomes of its money. */
export async function workOn(request: Request, context: AppLoadContext, id: string) {
  const { actor } = await requireStaff(request, context, "breaks:close");
  const form = await readForm(request, context, breakForm);
  if (!form.ok) return refuseForm(form.error);
  const { intent, reason = "", act = "release", accountRef = "", note = "" } = form.value;
  const { runtime } = context;
  if (intent === "own" || intent === "disown" || intent === "close") {
    const done =
      intent === "close"
        ? await closeBreak(runtime, actor, id, reason)
        : await ownBreak(runtime, actor, id, intent === "own");
    return after(id, done, { reason }, "reason");
  }
  await requireStaff(request, context, "suspense:decide");
  if (intent === "write-off") {
    return after(id, await writeOffBeyond(runtime, actor, id, note), { intent, note }, "note");
  }
  if (intent === "loss-yes" || intent === "loss-no") {
    const answer = intent === "loss-yes" ? "yes" : "no";
    return after(id, await answerWriteOff(runtime, actor, id, answer), {}, "");
  }
  const money = await moneyOf(runtime, actor, id);
  if (intent !== "decide")
    return after(id, await answerWish(runtime, actor, money, intent), {}, "");
  const answer = { act, accountRef, note };
  const done = await decideByRef(runtime, actor, money, answer);
  const field = !done.ok && done.error === "note-missing" ? "note" : "accountRef";
  return after(id, done, { intent, ...answer }, act === "release" ? "accountRef" : field);
}

async function moneyOf(runtime: Runtime, actor: StaffActor, id: string): Promise<string> {
  const found = await staffBreak(runtime, actor, id);
  if (!found?.money) throw notFound();
  return found.money.id;
}

type Done = { readonly ok: true } | { readonly ok: false; readonly error: string };

/** On to the page as it is now; somebody who was faster is met with a conflict. */
function after(id: string, done: Done, values: Record<string, string>, field: string) {
  if (done.ok) return seeOther(`/staff/breaks/${id}`);
  if (done.error === "not-found") throw notFound();
  if (done.error === "not-open") throw conflict();
  return refuseForm(refusedForm(values, { [field]: done.error }));
}
