import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { Choices } from "#app/components/forms/choice.tsx";
import { ErrorSummary } from "#app/components/forms/error-summary.tsx";
import { useFormView } from "#app/components/forms/form-view.ts";
import { PageForm } from "#app/components/forms/page-form.tsx";
import { TextAreaField } from "#app/components/forms/text-field.tsx";
import { DebtorPage, PageTitle } from "#app/components/layout/debtor-page.tsx";
import { Acts, Button, ButtonLink } from "#app/components/ui/button.tsx";
import { Lead } from "#app/components/ui/text.tsx";
import { readSurvey, takeSurvey } from "./route.server.ts";

export const loader = ({ request, context, params }: LoaderFunctionArgs) =>
  readSurvey(request, context, params.accountId);
export const action = ({ request, context, params }: ActionFunctionArgs) =>
  takeSurvey(request, context, params.accountId);

const scores = ["5", "4", "3", "2", "1"] as const;

/** How was this: five answers and one box, asked once when it is over. */
export default function Survey() {
  const { t } = useTranslation("debtor");
  const { accountId, state } = useLoaderData<typeof loader>();
  const form = useFormView(useActionData<typeof action>()?.refused);
  const home = `/home?account=${accountId}`;
  const back = { href: home, label: t("home.document") };
  if (state !== "open") {
    return (
      <DebtorPage back={back}>
        <PageTitle>{t(`survey.${state}.title`)}</PageTitle>
        <Lead>{t(`survey.${state}.lead`)}</Lead>
        <Acts>
          <ButtonLink href={home}>{t("receipt.home")}</ButtonLink>
        </Acts>
      </DebtorPage>
    );
  }
  const labels = { score: t("survey.score"), text: t("survey.text") };
  return (
    <DebtorPage back={back}>
      <PageTitle>{t("survey.title")}</PageTitle>
      <Lead>{t("survey.lead")}</Lead>
      <ErrorSummary form={form} labels={labels} />
      <PageForm kept>
        <Choices
          {...form.field("score")}
          label={labels.score}
          options={scores.map((value) => ({ value, label: t(`survey.of.${value}`) }))}
        />
        <TextAreaField {...form.field("text")} label={labels.text} maxLength={2000} />
        <Acts>
          <Button>{t("survey.go")}</Button>
        </Acts>
      </PageForm>
    </DebtorPage>
  );
}
