import { z } from "zod";
import { mailAgreement } from "#app/services/plans/mail-agreement.server.ts";
import type { Runtime } from "#app/services/ports.ts";

const payloadForm = z.object({ agreementId: z.uuid() });

/** Makes the file of a signed agreement and queues it to the signer. */
export async function mailAgreementTask(runtime: Runtime, payload: unknown): Promise<void> {
  await mailAgreement(runtime, payloadForm.parse(payload).agreementId);
}
