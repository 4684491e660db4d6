import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { ErrorSummary } from "#app/components/forms/error-summary.tsx";
import { useFormView } from "#app/components/forms/form-view.ts";
import { PageForm } from "#app/components/forms/page-form.tsx";
import { DebtorPage, PageTitle } from "#app/components/layout/debtor-page.tsx";
import { Figure } from "#app/components/money/figure.tsx";
import { PaymentReference } from "#app/components/pay/reference.tsx";
import { Acts, Button, ButtonLink } from "#app/components/ui/button.tsx";
import { Note } from "#app/components/ui/note.tsx";
import { Lead, Quiet } from "#app/components/ui/text.tsx";
import { readForm, refusedForm, refuseForm } from "#app/http/forms.server.ts";
import { noAnswers } from "#app/http/no-answers.server.ts";
import { requirePayer } from "#app/http/payer-guard.server.ts";
import { seeOther, seeOtherSite } from "#app/http/responses.server.ts";
import { startForPayer } from "#app/services/payer-links/start-for-payer.server.ts";
import { payerPage } from "#app/services/reading/payer.server.ts";

/** Brand, reference and amount. Used up or taken back: says so. */
export async function loader({ request, context }: LoaderFunctionArgs) {
  const link = await requirePayer(request, context);
  const page = await payerPage(context.runtime, link);
  if (page.state === "paid") throw seeOther("/payer/receipt");
  if (page.state !== "live") {
    const why = page.state === "expired" ? "expired" : "unknown";
    throw seeOther(`/payer/ended?why=${why}`);
  }
  return page;
}

export async function action({ request, context }: ActionFunctionArgs) {
  const link = await requirePayer(request, context);
  const form = await readForm(request, context, noAnswers);
  if (!form.ok) return refuseForm(form.error);
  const start = await startForPayer(context.runtime, link, context.locale);
  if (start.ok && start.value.go === "page") return seeOtherSite(start.value.url);
  if (start.ok) return seeOther("/payer/return");
  return refuseForm(refusedForm({}, { "": `payer-${start.error}` }));
}

export default function Payer() {
  const { t } = useTranslation("debtor");
  const page = useLoaderData<typeof loader>();
  const form = useFormView(useActionData<typeof action>()?.refused);
  const names = page.methods.map((method) => t(`pay.method.${method}`)).join(t("pay.or"));
  return (
    <DebtorPage>
      <PageTitle>{t("payer.title")}</PageTitle>
      <p className="gap">
        <Figure minor={page.amountMinor} currency={page.currency} />
      </p>
      <PaymentReference reference={page.reference} />
      <Lead>{t("payer.lead")}</Lead>
      <ErrorSummary form={form} labels={{}} />
      {page.going === "busy" && !form.refused && (
        <Note attention title={t("payer.busy")}>
          {t("payer.busyHint")}
        </Note>
      )}
      {page.going === "mine" && (
        <Note title={t("payer.begun")}>
          <Acts close>
            <ButtonLink look="second" href="/payer/return">
              {t("pay.see")}
            </ButtonLink>
          </Acts>
        </Note>
      )}
      <PageForm>
        <Acts>
          <Button>{t("pay.go")}</Button>
        </Acts>
      </PageForm>
      <Quiet small gap="large">
        {t("payer.then", { methods: names })}
      </Quiet>
    </DebtorPage>
  );
}
