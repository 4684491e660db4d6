import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { CodeSendButtons, CodeStepField } from "#app/components/forms/code-step.tsx";
import { ErrorSummary } from "#app/components/forms/error-summary.tsx";
import { useFormView } from "#app/components/forms/form-view.ts";
import { PageForm } from "#app/components/forms/page-form.tsx";
import { DebtorPage, PageTitle } from "#app/components/layout/debtor-page.tsx";
import { Acts, Button } from "#app/components/ui/button.tsx";
import { askCode, judgeCodePage } from "./route.server.ts";

export const loader = ({ request, context }: LoaderFunctionArgs) => askCode(request, context);
export const action = ({ request, context }: ActionFunctionArgs) => judgeCodePage(request, context);

export default function EnterCode() {
  const { t } = useTranslation(["debtor", "common"]);
  const step = useLoaderData<typeof loader>();
  const form = useFormView(useActionData<typeof action>()?.refused);
  const field = form.field("code");
  return (
    <DebtorPage back={{ href: "/check" }}>
      <ErrorSummary form={form} labels={{ code: t("common:code.label") }} />
      <PageTitle>{t(step.sent ? "code.title" : "code.titleSend")}</PageTitle>
      <p className="lead">{t(step.sent ? "code.lead" : "code.leadSend")}</p>
      {step.sent && (
        <PageForm>
          <CodeStepField field={field} {...step} />
          <Acts>
            <Button>{t("code.confirm")}</Button>
          </Acts>
        </PageForm>
      )}
      <section className={step.sent ? "sec" : undefined}>
        {step.sent && <h2>{t("code.notCome")}</h2>}
        <PageForm>
          <CodeSendButtons {...step} />
        </PageForm>
      </section>
    </DebtorPage>
  );
}
