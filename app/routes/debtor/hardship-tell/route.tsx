import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { Choices } from "#app/components/forms/choice.tsx";
import { DateField } from "#app/components/forms/date-inputs.tsx";
import { ErrorSummary } from "#app/components/forms/error-summary.tsx";
import { FileField } from "#app/components/forms/file-field.tsx";
import { type FormView, useFormView } from "#app/components/forms/form-view.ts";
import { PageForm } from "#app/components/forms/page-form.tsx";
import { TextAreaField } from "#app/components/forms/text-field.tsx";
import { DebtorPage, PageTitle } from "#app/components/layout/debtor-page.tsx";
import { Acts, Button, PlainLink } from "#app/components/ui/button.tsx";
import { Note } from "#app/components/ui/note.tsx";
import { hardshipReasons } from "#app/domain/policy/hardship-rule.ts";
import { longDate } from "#app/i18n/dates.ts";
import { moneyInText } from "#app/i18n/money.ts";
import { useLocale } from "#app/i18n/use-locale.ts";
import { showTell, takeTell } from "./route.server.ts";

export const loader = ({ request, context, params }: LoaderFunctionArgs) =>
  showTell(request, context, params.accountId);
export const action = ({ request, context, params }: ActionFunctionArgs) =>
  takeTell(request, context, params.accountId);

/** What has changed: reasons, since when, papers, and what else is good to know. */
export default function Tell() {
  const { t } = useTranslation("debtor");
  const { accountId, files, crisisForm } = useLoaderData<typeof loader>();
  const form = useFormView(useActionData<typeof action>()?.refused);
  const labels = {
    reasons: t("hardship.choose"),
    since: t("hardship.since"),
    text: t("hardship.more"),
    files: t("hardship.papers"),
  };
  const back = `/a/${accountId}/hardship`;
  return (
    <DebtorPage back={{ href: back }} width="aside">
      <ErrorSummary form={form} labels={labels} />
      <PageTitle document={t("hardship.document")}>{t("hardship.what")}</PageTitle>
      <Stated />
      <PageForm kept encType="multipart/form-data">
        <Reasons form={form} />
        <DateField
          form={form}
          name="since"
          label={labels.since}
          hint={t("hardship.sinceHint")}
          parts={["year", "month"]}
        />
        <TextAreaField
          {...form.field("text")}
          label={labels.text}
          hint={t("hardship.moreHint")}
          maxLength={4000}
        />
        <FileField {...form.field("files")} label={labels.files} added={files} />
        <Care form={form} crisisForm={crisisForm} />
        <Acts>
          <Button>{t("hardship.send")}</Button>
          <PlainLink href={back}>{t("hardship.notNow")}</PlainLink>
        </Acts>
        <p className="small quiet gap">{t("hardship.whileYouWait")}</p>
      </PageForm>
    </DebtorPage>
  );
}

/** The statement goes with it; it is not asked for. */
function Stated() {
  const { t } = useTranslation("debtor");
  const locale = useLocale();
  const { accountId, currency, statement } = useLoaderData<typeof loader>();
  const href = `/a/${accountId}/afford?then=hardship/tell`;
  if (statement === null) {
    return (
      <Note title={t("hardship.noStatement")}>
        <p className="small">
          <a href={href}>{t("hardship.fillStatement")}</a>
        </p>
      </Note>
    );
  }
  const left = moneyInText(statement.leftMinor, currency, locale);
  const date = longDate(statement.confirmedOn, locale);
  return (
    <Note title={t("hardship.withStatement", { date, left })}>
      <p className="small">
        <a href={href}>
          {t(statement.fresh ? "hardship.seeStatement" : "hardship.checkStatement")}
        </a>
      </p>
    </Note>
  );
}

function Reasons({ form }: { form: FormView }) {
  const { t } = useTranslation("debtor");
  const hints = {
    illness: t("hardship.hint.illness"),
    "family-change": t("hardship.hint.family-change"),
    "rather-not-say": t("hardship.hint.rather-not-say"),
  } as Readonly<Record<string, string>>;
  return (
    <Choices
      {...form.field("reasons")}
      multiple
      label={t("hardship.choose")}
      options={hardshipReasons.map((reason) => ({
        value: reason,
        label: t(`hardship.reason.${reason}`),
        hint: hints[reason],
      }))}
    />
  );
}

/** More care is offered; nobody has to say why. */
function Care({ form, crisisForm }: { form: FormView; crisisForm: boolean }) {
  const { t } = useTranslation("debtor");
  return (
    <>
      <Choices
        {...form.field("vulnerable")}
        multiple
        label={t("hardship.care")}
        options={[{ value: "yes", label: t("hardship.careYes"), hint: t("hardship.careHint") }]}
      />
      {crisisForm && (
        <Choices
          {...form.field("crisis")}
          multiple
          label={t("hardship.crisis")}
          options={[
            { value: "yes", label: t("hardship.crisisYes"), hint: t("hardship.crisisHint") },
          ]}
        />
      )}
    </>
  );
}
