import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { useFormView } from "#app/components/forms/form-view.ts";
import { Column, DebtorPage, PageTitle, Section } from "#app/components/layout/debtor-page.tsx";
import { AgreementPaper } from "#app/components/plan/agreement-paper.tsx";
import { SideBySide } from "#app/components/plan/side-by-side.tsx";
import { SignSteps } from "#app/components/plan/sign-steps.tsx";
import { Note } from "#app/components/ui/note.tsx";
import { readAgreement, signOrProve } from "./route.server.ts";

export const loader = ({ request, context, params }: LoaderFunctionArgs) =>
  readAgreement(request, context, params.accountId);
export const action = ({ request, context, params }: ActionFunctionArgs) =>
  signOrProve(request, context, params.accountId);

export default function ReviewAndSign() {
  const { t } = useTranslation("debtor");
  const page = useLoaderData<typeof loader>();
  const form = useFormView(useActionData<typeof action>()?.refused);
  const back = page.comparison
    ? { href: `/a/${page.accountId}/plan`, label: t("plan.document") }
    : { href: `/a/${page.accountId}/ways`, label: t("ways.document") };
  return (
    <DebtorPage back={back} width="wide">
      <Column>
        <PageTitle step={t("sign.step")} document={t("sign.document")}>
          {t("sign.title")}
        </PageTitle>
        {page.changed && <Note attention title={t("sign.changed")} />}
        <p className="lead">{t("sign.lead")}</p>
      </Column>
      {page.comparison && (
        <Section column title={t("planChange.both")} under={t("planChange.signUnder")}>
          <SideBySide {...page.comparison} currency={page.currency} />
        </Section>
      )}
      <AgreementPaper {...page} />
      <SignSteps page={page} form={form} notNow={`/a/${page.accountId}/ways`} />
    </DebtorPage>
  );
}
