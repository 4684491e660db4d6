import type { AppLoadContext } from "@remix-run/node";
import { z } from "zod";
import { requireAccount } from "#app/http/debtor-account.server.ts";
import { line } from "#app/http/form-fields.server.ts";
import { readFormWithFiles } from "#app/http/form-with-files.server.ts";
import { refuseForm } from "#app/http/forms.server.ts";
import { notFound, seeOther } from "#app/http/responses.server.ts";
import { keepEvidence } from "#app/services/evidence/keep-evidence.server.ts";
import { removeEvidence } from "#app/services/evidence/remove-evidence.server.ts";
import { newThreadPage } from "#app/services/reading/threads.server.ts";
import { writeMessage } from "#app/services/threads/write-message.server.ts";

const messageForm = z.object({ messageId: z.uuid(), subject: line(120), text: line(4000) });

export async function begin(
  request: Request,
  context: AppLoadContext,
  accountId: string | undefined,
) {
  const { visit, account } = await requireAccount(request, context, accountId);
  return newThreadPage(context.runtime, visit, account.row.id);
}

export async function send(
  request: Request,
  context: AppLoadContext,
  accountId: string | undefined,
) {
  const { runtime } = context;
  const { visit, account } = await requireAccount(request, context, accountId);
  const { id, portfolioId } = account.row;
  const whatFor = { portfolioId, accountId: id, purpose: "message" } as const;
  const form = await readFormWithFiles(request, context, {
    schema: messageForm,
    keep: (files) => keepEvidence(runtime, visit.actor, whatFor, files),
    remove: (fileId) => removeEvidence(runtime, visit.actor, fileId),
  });
  if (!form.ok) return refuseForm(form.error);
  const { messageId, subject, text } = form.value;
  const message = { id: messageId, text, to: { subject } };
  const written = await writeMessage(runtime, visit, id, message);
  if (!written.ok) throw notFound();
  return seeOther(`/messages/${written.value.threadId}?sent=1#main`);
}
