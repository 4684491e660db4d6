import type { AppLoadContext } from "@remix-run/node";
import type { Visit } from "#app/services/identity/read-visit.server.ts";
import type { CodePurpose } from "#app/services/identity/request-code.server.ts";
import { rotatedVisitHeader } from "./debtor-guard.server.ts";
import { refuseForm } from "./forms.server.ts";
import { seeOther } from "./responses.server.ts";
import { type CodeAnswers, takeCode } from "./take-code.server.ts";

/** Where on the page the answer leads back to: once a code was sent, and once it was right. */
interface Anchors {
  readonly sent: string;
  readonly proven: string;
}
const usual: Anchors = { sent: "proof", proven: "main" };

/** The code step of a page that shows more at level 2: the answer leads back to the page. */
export async function proveHere(
  request: Request,
  context: AppLoadContext,
  visit: Visit,
  answers: CodeAnswers,
  purpose: CodePurpose = "sign",
  anchors: Anchors = usual,
) {
  const taken = await takeCode(context, visit, purpose, answers);
  const { pathname, search } = new URL(request.url);
  switch (taken.kind) {
    case "sent":
      return seeOther(`${pathname}${search}#${anchors.sent}`);
    case "proven":
      return seeOther(
        `${pathname}${search}#${anchors.proven}`,
        rotatedVisitHeader(request, context, taken.sessionToken),
      );
    case "locked":
      return seeOther("/locked");
    case "refused":
      return refuseForm(taken.form);
  }
}
