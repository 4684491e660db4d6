import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { Choices } from "#app/components/forms/choice.tsx";
import { ErrorSummary } from "#app/components/forms/error-summary.tsx";
import { useFormView } from "#app/components/forms/form-view.ts";
import { PageForm } from "#app/components/forms/page-form.tsx";
import { DebtorPage, PageTitle } from "#app/components/layout/debtor-page.tsx";
import { useFrame } from "#app/components/layout/frame.tsx";
import { Acts, Button, PlainLink } from "#app/components/ui/button.tsx";
import { Note } from "#app/components/ui/note.tsx";
import { FactAnswer } from "./fact-answer.tsx";
import { askFact, judgeFact } from "./route.server.ts";

export const loader = ({ request, context }: LoaderFunctionArgs) => askFact(request, context);
export const action = ({ request, context }: ActionFunctionArgs) => judgeFact(request, context);

export default function CheckIdentity() {
  const { t } = useTranslation("debtor");
  const { offered, second, steps } = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>()?.refused;
  const form = useFormView(refused, { fact: offered[0] });
  if (offered.length === 0) return <NoWayIn />;
  const labels = Object.fromEntries(offered.map((kind) => [kind, t(`fact.${kind}`)]));
  const step = t("check.step", { n: second ? 2 : 1, of: steps });
  return (
    <DebtorPage back={{ href: "/start" }}>
      <ErrorSummary form={form} labels={labels} />
      <PageTitle {...(steps > 1 ? { step } : {})}>{t("check.title")}</PageTitle>
      <p className="lead">{t(second ? "check.leadSecond" : "check.lead")}</p>
      <PageForm>
        <Choices
          {...form.field("fact")}
          hideLabel
          label={t("check.which")}
          options={offered.map((kind) => ({
            value: kind,
            label: t(`fact.${kind}`),
            reveal: <FactAnswer kind={kind} form={form} />,
          }))}
        />
        <Acts>
          <Button>{t("check.go")}</Button>
          <PlainLink href="/ended?why=none">{t("check.none")}</PlainLink>
        </Acts>
      </PageForm>
      <p className="small quiet gap">{t("check.pause")}</p>
    </DebtorPage>
  );
}

/** Nothing on file could prove who it is: only a person can help. */
function NoWayIn() {
  const { t } = useTranslation("debtor");
  const { phone } = useFrame();
  return (
    <DebtorPage back={{ href: "/start" }}>
      <PageTitle>{t("check.noWayTitle")}</PageTitle>
      <p className="lead">{t("check.noWay")}</p>
      {phone && <Note>{phone.display}</Note>}
    </DebtorPage>
  );
}
