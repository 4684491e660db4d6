import { useTranslation } from "react-i18next";
import { useFrame } from "../layout/frame.tsx";
import { Acts, Button, PlainLink } from "../ui/button.tsx";
import { Note } from "../ui/note.tsx";
import { CodeSendButtons, CodeStepField, type CodeStepProps } from "./code-step.tsx";
import type { FormView } from "./form-view.ts";
import { PageForm } from "./page-form.tsx";

interface FreshCodeProps {
  readonly code: Omit<CodeStepProps, "field">;
  readonly form: FormView;
  readonly words: {
    /** What to do now; absent where the heading above says it. */
    readonly lead?: string;
    readonly go: string;
    /** There is nothing on file that a code could go to. */
    readonly noContact: string;
  };
  /** The way out, beside the button. */
  readonly leave?: { readonly href: string; readonly label: string };
}

/** Asks for a code that was sent just now: sends one, and once it is sent, takes it. */
export function FreshCode({ code, form, words, leave }: FreshCodeProps) {
  const { t } = useTranslation("debtor");
  const { phone } = useFrame();
  if (code.email === null && code.phoneEnding === null) {
    return <Note title={words.noContact}>{phone?.display}</Note>;
  }
  return (
    <>
      {words.lead && <p className="quiet">{words.lead}</p>}
      {code.sent && (
        <PageForm>
          <input type="hidden" name="step" value="code" />
          <CodeStepField field={form.field("code")} {...code} />
          <Acts>
            <Button>{words.go}</Button>
            {leave && <PlainLink href={leave.href}>{leave.label}</PlainLink>}
          </Acts>
        </PageForm>
      )}
      <PageForm className="gap">
        <input type="hidden" name="step" value="code" />
        {code.sent && <p className="small quiet">{t("code.notCome")}</p>}
        <CodeSendButtons {...code} />
      </PageForm>
    </>
  );
}
