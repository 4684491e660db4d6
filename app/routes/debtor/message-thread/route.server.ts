import type { AppLoadContext } from "@remix-run/node";
import { z } from "zod";
import { requireDebtor } from "#app/http/debtor-guard.server.ts";
import { line } from "#app/http/form-fields.server.ts";
import { readFormWithFiles } from "#app/http/form-with-files.server.ts";
import { refuseForm } from "#app/http/forms.server.ts";
import { notFound, seeOther } from "#app/http/responses.server.ts";
import { keepEvidence } from "#app/services/evidence/keep-evidence.server.ts";
import { removeEvidence } from "#app/services/evidence/remove-evidence.server.ts";
import { threadPage } from "#app/services/reading/threads.server.ts";
import { writeMessage } from "#app/services/threads/write-message.server.ts";

const replyForm = z.object({ messageId: z.uuid(), text: line(4000) });

export async function readThread(request: Request, context: AppLoadContext, threadId: string) {
  const visit = await requireDebtor(request, context);
  const page = await threadPage(context.runtime, visit, threadId);
  if (page === null) throw notFound();
  return { ...page, sent: new URL(request.url).searchParams.has("sent") };
}

export async function reply(request: Request, context: AppLoadContext, threadId: string) {
  const { runtime } = context;
  const visit = await requireDebtor(request, context);
  const thread = await threadPage(runtime, visit, threadId);
  if (thread === null) throw notFound();
  const { accountId } = thread;
  const { portfolioId } = visit.debtor;
  const whatFor = { portfolioId, accountId, purpose: "message" } as const;
  const form = await readFormWithFiles(request, context, {
    schema: replyForm,
    keep: (files) => keepEvidence(runtime, visit.actor, whatFor, files),
    remove: (fileId) => removeEvidence(runtime, visit.actor, fileId),
  });
  if (!form.ok) return refuseForm(form.error);
  const { messageId, text } = form.value;
  const message = { id: messageId, text, to: { threadId } };
  const written = await writeMessage(runtime, visit, accountId, message);
  if (!written.ok) throw notFound();
  return seeOther(`/messages/${threadId}?sent=1#main`);
}
