import type { AppLoadContext } from "@remix-run/node";
import { data } from "@remix-run/node";
import type { RefusedForm } from "#app/components/forms/form-view.ts";
import { countRequest } from "#app/http/api/rate-limit.server.ts";
import { refusedForm } from "#app/http/forms.server.ts";
import { readProof } from "#app/http/proof-upload.server.ts";
import { tooManyRequests } from "#app/http/responses.server.ts";
import {
  type AgreementVerdict,
  verifyFile,
  verifyFingerprint,
} from "#app/services/plans/verify-agreement.server.ts";

/** A minute, of one address: making a file anew to compare it is work. */
const mostAMinute = 20;

interface Judged {
  readonly verdict: AgreementVerdict | null;
  readonly refused?: RefusedForm;
}

/** Judges the file, or the fingerprint where there is none. */
export async function judgeProof(request: Request, context: AppLoadContext) {
  const { runtime, clientAddress } = context;
  const counted = countRequest(runtime, `verify:${clientAddress}`, mostAMinute);
  if (counted.problem !== null) throw tooManyRequests(60);
  const proof = await readProof(request, context);
  if (!proof.ok) return refuse(proof.error);
  const { file, fingerprint } = proof.value;
  const verdict = file
    ? await verifyFile(runtime, file)
    : await verifyFingerprint(runtime, fingerprint);
  return data<Judged>({ verdict });
}

function refuse(reason: string) {
  const field = reason === "form-expired" ? "" : "file";
  return data<Judged>(
    { verdict: null, refused: refusedForm({}, { [field]: reason }) },
    { status: 422 },
  );
}
