import { z } from "zod";
import { mailCaseLetter } from "#app/services/cases/mail-case-letter.server.ts";
import type { Runtime } from "#app/services/ports.ts";

const payloadForm = z.object({ caseId: z.uuid(), round: z.int().min(1) });

/** Makes the letter that answers a case and queues it to the debtor. */
export async function mailCaseLetterTask(runtime: Runtime, payload: unknown): Promise<void> {
  const { caseId, round } = payloadForm.parse(payload);
  await mailCaseLetter(runtime, caseId, round, "answer");
}

/** The same for the letter that says why there is no answer yet. */
export async function mailHoldingLetterTask(runtime: Runtime, payload: unknown): Promise<void> {
  const { caseId, round } = payloadForm.parse(payload);
  await mailCaseLetter(runtime, caseId, round, "holding");
}
