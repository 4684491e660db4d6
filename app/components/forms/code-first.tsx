import { useTranslation } from "react-i18next";
import { Section } from "../layout/debtor-page.tsx";
import { useFrame } from "../layout/frame.tsx";
import { Acts, Button } from "../ui/button.tsx";
import { Note } from "../ui/note.tsx";
import { CodeSendButtons, CodeStepField, type CodeStepProps } from "./code-step.tsx";
import { ErrorSummary } from "./error-summary.tsx";
import type { FormView } from "./form-view.ts";
import { PageForm } from "./page-form.tsx";

type Proof = Omit<CodeStepProps, "field" | "zone">;

interface CodeFirstProps {
  readonly proof: Proof;
  readonly zone: string;
  readonly form: FormView;
}

/** What stands in the place of a page's own content until a fresh code has come back. */
export function CodeFirst({ proof, zone, form }: CodeFirstProps) {
  const { t } = useTranslation(["debtor", "common"]);
  const { phone } = useFrame();
  if (proof.email === null && proof.phoneEnding === null) {
    return <Note title={t("proof.noContact")}>{phone?.display}</Note>;
  }
  return (
    <div id="proof">
      <Section title={t("proof.title")} under={t(proof.sent ? "proof.sent" : "proof.why")}>
        <ErrorSummary form={form} labels={{ code: t("common:code.label") }} />
        {proof.sent && (
          <PageForm>
            <input type="hidden" name="step" value="code" />
            <CodeStepField field={form.field("code")} {...proof} zone={zone} />
            <Acts>
              <Button>{t("proof.go")}</Button>
            </Acts>
          </PageForm>
        )}
        <PageForm className="gap">
          <input type="hidden" name="step" value="code" />
          {proof.sent && <p className="small quiet">{t("code.notCome")}</p>}
          <CodeSendButtons {...proof} zone={zone} />
        </PageForm>
      </Section>
    </div>
  );
}
