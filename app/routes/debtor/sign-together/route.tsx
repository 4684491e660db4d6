import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { useFormView } from "#app/components/forms/form-view.ts";
import { Column, DebtorPage, PageTitle, Section } from "#app/components/layout/debtor-page.tsx";
import { AgreementPaper } from "#app/components/plan/agreement-paper.tsx";
import { SignSteps } from "#app/components/plan/sign-steps.tsx";
import { Note } from "#app/components/ui/note.tsx";
import { readTogether, signTogetherOrProve } from "./route.server.ts";
import { SplitOfEach } from "./split.tsx";

export const loader = ({ request, context }: LoaderFunctionArgs) => readTogether(request, context);
export const action = ({ request, context }: ActionFunctionArgs) =>
  signTogetherOrProve(request, context);

export default function ReviewAndSignTogether() {
  const { t } = useTranslation("debtor");
  const page = useLoaderData<typeof loader>();
  const form = useFormView(useActionData<typeof action>()?.refused);
  const together = `/together?chosen=1${page.accountIds.map((id) => `&a=${id}`).join("")}`;
  return (
    <DebtorPage back={{ href: together, label: t("together.document") }} width="wide">
      <Column>
        <PageTitle step={t("sign.step")} document={t("sign.document")}>
          {t("sign.title")}
        </PageTitle>
        {page.changed && <Note attention title={t("sign.changed")} />}
        <p className="lead">{t("together.signLead", { n: page.parts.length })}</p>
      </Column>
      <Section column title={t("together.split")}>
        <SplitOfEach parts={page.parts} currency={page.currency} />
      </Section>
      <AgreementPaper {...page} />
      <SignSteps page={page} form={form} notNow={together} />
    </DebtorPage>
  );
}
