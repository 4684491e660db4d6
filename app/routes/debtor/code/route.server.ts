import type { AppLoadContext } from "@remix-run/node";
import { requirePage, rotatedVisitHeader } from "#app/http/debtor-guard.server.ts";
import { readForm, refuseForm } from "#app/http/forms.server.ts";
import { seeOther } from "#app/http/responses.server.ts";
import { takeCode } from "#app/http/take-code.server.ts";
import { codeStep } from "#app/services/reading/code-step.server.ts";
import { codeForm } from "./form.ts";

export async function askCode(request: Request, context: AppLoadContext) {
  const visit = await requirePage(request, context, "code");
  const zone = visit.debtor.timeZone ?? visit.portfolio.timeZone;
  return { ...(await codeStep(context.runtime, visit, "check")), zone };
}

export async function judgeCodePage(request: Request, context: AppLoadContext) {
  const visit = await requirePage(request, context, "code");
  const form = await readForm(request, context, codeForm, { secret: ["code"] });
  if (!form.ok) return refuseForm(form.error);
  const taken = await takeCode(context, visit, "check", form.value);
  switch (taken.kind) {
    case "sent":
      return seeOther("/check/code");
    case "proven":
      return seeOther("/home", rotatedVisitHeader(request, context, taken.sessionToken));
    case "locked":
      return seeOther("/locked");
    case "refused":
      return refuseForm(taken.form);
  }
}
