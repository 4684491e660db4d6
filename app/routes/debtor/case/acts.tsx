import { useTranslation } from "react-i18next";
import { Choices } from "#app/components/forms/choice.tsx";
import { ErrorSummary } from "#app/components/forms/error-summary.tsx";
import { FileField } from "#app/components/forms/file-field.tsx";
import { type FormView, type RefusedForm, useFormView } from "#app/components/forms/form-view.ts";
import { PageForm } from "#app/components/forms/page-form.tsx";
import { TextAreaField } from "#app/components/forms/text-field.tsx";
import { Section } from "#app/components/layout/debtor-page.tsx";
import { Acts, Button } from "#app/components/ui/button.tsx";
import type { CasePage } from "#app/services/reading/case.server.ts";

interface ActsProps {
  readonly page: CasePage;
  readonly refused: RefusedForm | undefined;
}

/** Each stands in the other's place once the case has moved on: so do the words in it. */
const addNames = "add again";
const againNames = "again add";

/** More words and papers while the case waits; it answers a question too. */
export function AddToCase({ page, refused }: ActsProps) {
  const { t } = useTranslation("debtor");
  const form = useFormView(refused, {}, addNames);
  const labels = { text: t("case.add.text"), files: t("newCase.files") };
  return (
    <Section title={t(page.question === null ? "case.add.title" : "case.add.answer")}>
      <ErrorSummary form={form} labels={labels} />
      <PageForm kept={addNames} encType="multipart/form-data">
        <input type="hidden" name="act" value="add" />
        <Words form={form} page={page} label={labels.text} />
        <Acts>
          <Button>{t("case.add.go")}</Button>
        </Acts>
      </PageForm>
    </Section>
  );
}

/** After the answer: content with it, or not. */
export function NextStep({ page, refused }: ActsProps) {
  const { t } = useTranslation("debtor");
  const { accept, reopen } = page.may;
  const only = accept ? {} : { act: "reopen" };
  const form = useFormView(refused, only, againNames);
  if (!accept && !reopen) return null;
  const withdrawn = page.state === "withdrawn";
  const labels = {
    act: t("case.next.question"),
    text: t(withdrawn ? "case.next.afterAllWhy" : "case.next.why"),
    files: t("newCase.files"),
  };
  const words = <Words form={form} page={page} label={labels.text} />;
  return (
    <Section title={t(`case.next.${accept ? "title" : withdrawn ? "afterAll" : "reopenTitle"}`)}>
      <ErrorSummary form={form} labels={labels} />
      <PageForm kept={againNames} encType="multipart/form-data">
        {accept ? (
          <Choices
            {...form.field("act")}
            label={labels.act}
            options={[
              { value: "accept", label: t("case.next.accept") },
              ...(reopen
                ? [{ value: "reopen", label: t("case.next.reopenIt"), reveal: words }]
                : []),
            ]}
          />
        ) : (
          <>
            <input type="hidden" name="act" value="reopen" />
            {words}
          </>
        )}
        <Acts>
          <Button look="second">{t(accept ? "case.next.go" : "case.next.goReopen")}</Button>
        </Acts>
      </PageForm>
    </Section>
  );
}

function Words({ form, page, label }: { form: FormView; page: CasePage; label: string }) {
  const { t } = useTranslation("debtor");
  return (
    <>
      <TextAreaField {...form.field("text")} maxLength={2000} label={label} />
      <FileField {...form.field("files")} label={t("newCase.files")} added={page.unsent} />
    </>
  );
}

/** Takes it back; what was stopped goes on. */
export function Withdraw({ page }: { page: CasePage }) {
  const { t } = useTranslation("debtor");
  return (
    <Section title={t("case.withdraw.title")} under={t(`case.withdraw.${page.kind}`)}>
      <PageForm encType="multipart/form-data">
        <input type="hidden" name="act" value="withdraw" />
        <Acts close>
          <Button look="second">{t("case.withdraw.go")}</Button>
        </Acts>
      </PageForm>
    </Section>
  );
}
