import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { ErrorSummary } from "#app/components/forms/error-summary.tsx";
import { useFormView } from "#app/components/forms/form-view.ts";
import { Column, DebtorPage, PageTitle, Section } from "#app/components/layout/debtor-page.tsx";
import { AgreementPaper } from "#app/components/plan/agreement-paper.tsx";
import { SideBySide } from "#app/components/plan/side-by-side.tsx";
import { Note } from "#app/components/ui/note.tsx";
import { readAgreement, signOrProve } from "./route.server.ts";
import { CodeFirst, Signature } from "./steps.tsx";

export const loader = ({ request, context, params }: LoaderFunctionArgs) =>
  readAgreement(request, context, params.accountId);
export const action = ({ request, context, params }: ActionFunctionArgs) =>
  signOrProve(request, context, params.accountId);

export default function ReviewAndSign() {
  const { t } = useTranslation(["debtor", "common"]);
  const page = useLoaderData<typeof loader>();
  const form = useFormView(useActionData<typeof action>()?.refused);
  const labels = {
    code: t("common:code.label"),
    name: t("sign.name"),
    consent: t("sign.consentLabel"),
  };
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
      <div id="sign">
        <Section column title={t(page.proven ? "sign.sign" : "sign.codeTitle")}>
          <ErrorSummary form={form} labels={labels} />
          {page.proven ? (
            <Signature page={page} form={form} />
          ) : (
            <CodeFirst page={page} form={form} />
          )}
        </Section>
      </div>
    </DebtorPage>
  );
}
