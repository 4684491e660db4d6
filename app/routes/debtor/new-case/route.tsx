import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { ErrorSummary } from "#app/components/forms/error-summary.tsx";
import { FileField } from "#app/components/forms/file-field.tsx";
import { useFormView } from "#app/components/forms/form-view.ts";
import { PageForm } from "#app/components/forms/page-form.tsx";
import { TextAreaField } from "#app/components/forms/text-field.tsx";
import { DebtorPage, PageTitle } from "#app/components/layout/debtor-page.tsx";
import { Acts, Button, PlainLink } from "#app/components/ui/button.tsx";
import { whole } from "#app/components/ui/text.tsx";
import { longDate } from "#app/i18n/dates.ts";
import { useLocale } from "#app/i18n/use-locale.ts";
import { FraudAdvice, questions } from "./questions.tsx";
import { showForm, takeCase } from "./route.server.ts";

export const loader = ({ request, context, params }: LoaderFunctionArgs) =>
  showForm(request, context, params);
export const action = ({ request, context, params }: ActionFunctionArgs) =>
  takeCase(request, context, params);

/** One short form: what is wrong, in the debtor's own words, with papers if there are any. */
export default function NewCase() {
  const { t } = useTranslation(["debtor", "common"]);
  const locale = useLocale();
  const page = useLoaderData<typeof loader>();
  const { accountId, door, stops, files } = page;
  const form = useFormView(useActionData<typeof action>()?.refused);
  const labels = {
    ground: t(`newCase.${door}.ground` as "newCase.dispute.ground"),
    event: t("newCase.fraud.event"),
    text: t(`newCase.${door}.text`),
    files: t("newCase.files"),
  };
  const effects = stops.map((one) => t(`holdEffect.${one}`)).join(t("common:listSeparator"));
  const Questions = questions[door];
  return (
    <DebtorPage back={{ href: `/a/${accountId}/wrong`, label: t("wrong.document") }} width="aside">
      <ErrorSummary form={form} labels={labels} />
      <PageTitle>{t(`newCase.${door}.title`)}</PageTitle>
      <p className="lead">
        {whole(
          t(`newCase.${door}.lead`, {
            stops: effects,
            date: longDate(page.answerBy, locale),
          }),
        )}
      </p>
      {door === "fraud" && <FraudAdvice phone={page.phone} />}
      <PageForm kept encType="multipart/form-data">
        <Questions form={form} accountId={accountId} />
        <TextAreaField
          {...form.field("text")}
          maxLength={2000}
          label={labels.text}
          hint={t(`newCase.${door}.textHint`)}
        />
        <FileField {...form.field("files")} label={labels.files} added={files} />
        <Acts>
          <Button>{t(`newCase.${door}.go`)}</Button>
          <PlainLink href={`/a/${accountId}/wrong`}>{t("newCase.back")}</PlainLink>
        </Acts>
      </PageForm>
    </DebtorPage>
  );
}
