import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useTranslation } from "react-i18next";
import { PageForm } from "#app/components/forms/page-form.tsx";
import { DebtorPage, PageTitle } from "#app/components/layout/debtor-page.tsx";
import { Button, PlainLink } from "#app/components/ui/button.tsx";
import { PlainList } from "#app/components/ui/checks.tsx";
import { noVisitCookieHeader, requirePage } from "#app/http/debtor-guard.server.ts";
import { readForm, refuseForm } from "#app/http/forms.server.ts";
import { noAnswers } from "#app/http/no-answers.server.ts";
import { seeOther } from "#app/http/responses.server.ts";
import { reportWrongPerson } from "#app/services/identity/report-wrong-person.server.ts";

export async function loader({ request, context }: LoaderFunctionArgs) {
  await requirePage(request, context, "wrong-person");
  return null;
}

export async function action({ request, context }: ActionFunctionArgs) {
  const visit = await requirePage(request, context, "wrong-person");
  const form = await readForm(request, context, noAnswers);
  if (!form.ok) return refuseForm(form.error);
  await reportWrongPerson(context.runtime, visit);
  return seeOther("/ended?why=wrong-person", noVisitCookieHeader(context));
}

export default function NotMe() {
  const { t } = useTranslation("debtor");
  return (
    <DebtorPage back={{ href: "/start" }}>
      <PageTitle>{t("notMe.title")}</PageTitle>
      <p className="lead">{t("notMe.lead")}</p>
      <div className="gap-s">
        <PlainList>
          <li>{t("notMe.stop")}</li>
          <li>{t("notMe.tell")}</li>
          <li>{t("notMe.hide")}</li>
        </PlainList>
      </div>
      <PageForm className="acts">
        <Button>{t("notMe.confirm")}</Button>
        <PlainLink href="/start">{t("notMe.cancel")}</PlainLink>
      </PageForm>
    </DebtorPage>
  );
}
