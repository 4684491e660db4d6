import type { AppLoadContext } from "@remix-run/node";
import { z } from "zod";
import { line } from "#app/http/form-fields.server.ts";
import { readForm, refuseForm } from "#app/http/forms.server.ts";
import { notFound, seeOther } from "#app/http/responses.server.ts";
import { requireStaff } from "#app/http/staff-session.server.ts";
import { staffThread } from "#app/services/reading/staff-threads.server.ts";
import { roleMay } from "#app/services/staff/permissions.server.ts";
import { answerThread } from "#app/services/threads/answer-thread.server.ts";

/** An answer in words, or the word that none is needed. */
const answerForm = z.discriminatedUnion("act", [
  z.object({ act: z.literal("answer"), messageId: z.uuid(), text: line(4000) }),
  z.object({ act: z.literal("none"), messageId: z.uuid() }),
]);

export async function openThread(request: Request, context: AppLoadContext, threadId: string) {
  const { actor } = await requireStaff(request, context, "messages:answer");
  const thread = await staffThread(context.runtime, actor, threadId);
  if (thread === null) throw notFound();
  return { thread, mayOpenFiles: roleMay(actor.role, "evidence:read") };
}

export async function answer(request: Request, context: AppLoadContext, threadId: string) {
  const { actor } = await requireStaff(request, context, "messages:answer");
  const form = await readForm(request, context, answerForm);
  if (!form.ok) return refuseForm(form.error);
  const { value } = form;
  const text = value.act === "answer" ? value.text : null;
  const given = { id: value.messageId, text };
  const answered = await answerThread(context.runtime, actor, threadId, given);
  if (!answered.ok) throw notFound();
  return seeOther(text === null ? "/staff/messages" : `/staff/messages/${threadId}`);
}
