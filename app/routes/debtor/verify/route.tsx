import type { ActionFunctionArgs } from "@remix-run/node";
import { useActionData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { ErrorSummary } from "#app/components/forms/error-summary.tsx";
import { describe, Field } from "#app/components/forms/field.tsx";
import { useFormView } from "#app/components/forms/form-view.ts";
import { PageForm } from "#app/components/forms/page-form.tsx";
import { TextField } from "#app/components/forms/text-field.tsx";
import { DebtorPage, PageTitle } from "#app/components/layout/debtor-page.tsx";
import { Acts, Button } from "#app/components/ui/button.tsx";
import { Note } from "#app/components/ui/note.tsx";
import { judgeProof } from "./route.server.ts";

export const action = ({ request, context }: ActionFunctionArgs) => judgeProof(request, context);

/** For anybody who holds an agreement: is it ours, and is it what was signed. */
export default function Verify() {
  const { t } = useTranslation("debtor");
  const judged = useActionData<typeof action>();
  const verdict = judged?.verdict;
  const form = useFormView(judged?.refused);
  const labels = { file: t("verify.file"), fingerprint: t("verify.fingerprint") };
  const file = form.field("file");
  const hint = t("verify.fileHint");
  return (
    <DebtorPage>
      <ErrorSummary form={form} labels={labels} />
      <PageTitle>{t("verify.title")}</PageTitle>
      {verdict ? (
        <Note
          attention={verdict === "changed" || verdict === "unknown"}
          title={t(`verify.${verdict}.title`)}
        >
          <p>{t(`verify.${verdict}.text`)}</p>
        </Note>
      ) : (
        <p className="lead">{t("verify.lead")}</p>
      )}
      <PageForm encType="multipart/form-data">
        <Field id={file.id} label={labels.file} hint={hint} error={file.error}>
          <input
            type="file"
            className="input"
            id={file.id}
            name="file"
            accept=".pdf,.json"
            {...describe({ ...file, hint })}
          />
        </Field>
        <TextField
          {...form.field("fingerprint")}
          label={labels.fingerprint}
          hint={t("verify.fingerprintHint")}
          autoComplete="off"
          spellCheck={false}
          maxLength={200}
        />
        <Acts>
          <Button>{t("verify.go")}</Button>
        </Acts>
      </PageForm>
      <p className="small quiet gap">{t("verify.safe")}</p>
    </DebtorPage>
  );
}
