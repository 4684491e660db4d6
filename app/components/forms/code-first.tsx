import { useTranslation } from "react-i18next";
import { Section } from "../layout/debtor-page.tsx";
import type { CodeStepProps } from "./code-step.tsx";
import { ErrorSummary } from "./error-summary.tsx";
import type { FormView } from "./form-view.ts";
import { FreshCode } from "./fresh-code.tsx";

interface CodeFirstProps {
  readonly proof: Omit<CodeStepProps, "field" | "zone">;
  readonly zone: string;
  readonly form: FormView;
}

/** What stands in the place of a page's own content until a fresh code has come back. */
export function CodeFirst({ proof, zone, form }: CodeFirstProps) {
  const { t } = useTranslation(["debtor", "common"]);
  const words = { go: t("proof.go"), noContact: t("proof.noContact") };
  const fresh = <FreshCode code={{ ...proof, zone }} form={form} words={words} />;
  if (proof.email === null && proof.phoneEnding === null) return fresh;
  return (
    <div id="proof">
      <Section title={t("proof.title")} under={t(proof.sent ? "proof.sent" : "proof.why")}>
        <ErrorSummary form={form} labels={{ code: t("common:code.label") }} />
        {fresh}
      </Section>
    </div>
  );
}
