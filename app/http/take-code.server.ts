import type { AppLoadContext } from "@remix-run/node";
import type { RefusedForm } from "#app/components/forms/form-view.ts";
import { checkCode } from "#app/services/identity/check-code.server.ts";
import type { Visit } from "#app/services/identity/read-visit.server.ts";
import { type CodePurpose, requestCode } from "#app/services/identity/request-code.server.ts";
import { slowDown } from "#app/services/identity/slow-down.server.ts";
import { refusedForm } from "./forms.server.ts";

/** What the code step of a form asked for: a code to be sent, or one that came. */
export interface CodeAnswers {
  readonly send?: "email" | "sms" | undefined;
  readonly code?: string | undefined;
  /** Purpose `contact`: of which channel the contact is that the visitor changes. */
  readonly changing?: "email" | "sms";
}

export type TakenCode =
  | { readonly kind: "sent" }
  | { readonly kind: "proven"; readonly sessionToken: string }
  | { readonly kind: "locked" }
  | { readonly kind: "refused"; readonly form: RefusedForm };

/** Sends or judges a code, for every page that has a code step. */
export async function takeCode(
  context: AppLoadContext,
  visit: Visit,
  purpose: CodePurpose,
  answers: CodeAnswers,
): Promise<TakenCode> {
  const { runtime, clientAddress } = context;
  if (answers.send) {
    const sent = await requestCode(runtime, visit, purpose, {
      channel: answers.send,
      locale: context.locale,
    });
    if (sent.ok) return { kind: "sent" };
    return refused(sendReasons[sent.error.reason]);
  }
  await slowDown(runtime, clientAddress);
  const { code, changing } = answers;
  const given = { text: code ?? "", address: clientAddress, changing };
  const judged = await checkCode(runtime, visit, purpose, given);
  if (judged.ok) return { kind: "proven", sessionToken: judged.value.sessionToken };
  const { error } = judged;
  if ("reason" in error) return refused(codeReasons[error.reason]);
  if (error.kind === "locked") return { kind: "locked" };
  return refused(`no-match-${error.triesLeft}`);
}

const sendReasons = {
  "too-many": "code-too-many",
  "new-contact": "code-new-contact",
  "no-address": "code-no-address",
} as const;

const codeReasons = {
  unreadable: "code-form",
  "no-code": "code-ask-first",
  used: "code-old",
  expired: "code-old",
  spent: "code-old",
} as const;

function refused(reason: string): TakenCode {
  return { kind: "refused", form: refusedForm({}, { code: reason }) };
}
