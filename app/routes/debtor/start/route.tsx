import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { PageForm } from "#app/components/forms/page-form.tsx";
import { DebtorPage, PageTitle } from "#app/components/layout/debtor-page.tsx";
import { Button, ButtonLink } from "#app/components/ui/button.tsx";
import { Check, Checks, PlainList, WebAddress } from "#app/components/ui/checks.tsx";
import { Note } from "#app/components/ui/note.tsx";
import { Row, Rows } from "#app/components/ui/rows.tsx";
import { whole } from "#app/components/ui/text.tsx";
import { requirePage } from "#app/http/debtor-guard.server.ts";
import { readForm, refuseForm } from "#app/http/forms.server.ts";
import { noAnswers } from "#app/http/no-answers.server.ts";
import { seeOther } from "#app/http/responses.server.ts";
import { dayAndMonth } from "#app/i18n/dates.ts";
import { useLocale } from "#app/i18n/use-locale.ts";
import { continueFromLanding } from "#app/services/identity/continue-from-landing.server.ts";
import { landing } from "#app/services/reading/landing.server.ts";

export async function loader({ request, context }: LoaderFunctionArgs) {
  const visit = await requirePage(request, context, "landing");
  return landing(context.runtime, visit, context.locale);
}

export async function action({ request, context }: ActionFunctionArgs) {
  const visit = await requirePage(request, context, "landing");
  const form = await readForm(request, context, noAnswers);
  if (!form.ok) return refuseForm(form.error);
  await continueFromLanding(context.runtime, visit);
  return seeOther("/check");
}

export default function Landing() {
  const { t } = useTranslation("debtor");
  const locale = useLocale();
  const { brand, sentOn, host, phone, check, reference, codeToo } = useLoaderData<typeof loader>();
  return (
    <DebtorPage>
      <PageTitle>{t("landing.title")}</PageTitle>
      <p className="lead">
        {whole(t("landing.lead", { brand, date: dayAndMonth(sentOn, locale) }))}
      </p>
      <Checks>
        <Check title={t("landing.address")}>
          <p className="small quiet">{t("landing.addressHint")}</p>
          <WebAddress host={host} />
        </Check>
        <Check title={t("landing.call")}>
          <p className="small quiet">
            {t("landing.callHint", { phone })} <b className="n">{reference}</b>
          </p>
        </Check>
        {check && (
          <Check title={t("landing.other")}>
            <p className="small quiet">{check}</p>
          </Check>
        )}
      </Checks>
      <div className="gap">
        <h2>{t("landing.next")}</h2>
        <p className="gap-s quiet">{t(codeToo ? "landing.askBoth" : "landing.askFact")}</p>
      </div>
      <PageForm className="acts">
        <Button>{t("landing.go")}</Button>
        <ButtonLink look="second" href="/not-me">
          {t("landing.notMe")}
        </ButtonLink>
      </PageForm>
      <Note level={3} title={t("landing.never")}>
        <PlainList>
          <li>{t("landing.never1")}</li>
          <li>{t("landing.never2")}</li>
          <li>{t("landing.never3")}</li>
        </PlainList>
      </Note>
      <div className="gap">
        <Rows>
          <Row href="/learn" title={t("learn.link")} detail={t("learn.linkHint")} />
        </Rows>
      </div>
    </DebtorPage>
  );
}
