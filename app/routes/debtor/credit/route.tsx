import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { Choices } from "#app/components/forms/choice.tsx";
import { ErrorSummary } from "#app/components/forms/error-summary.tsx";
import { useFormView } from "#app/components/forms/form-view.ts";
import { PageForm } from "#app/components/forms/page-form.tsx";
import { DebtorPage, PageTitle } from "#app/components/layout/debtor-page.tsx";
import { Figure } from "#app/components/money/figure.tsx";
import { Acts, Button, PlainLink } from "#app/components/ui/button.tsx";
import { Note } from "#app/components/ui/note.tsx";
import { whole } from "#app/components/ui/text.tsx";
import { moneyInText } from "#app/i18n/money.ts";
import { useLocale } from "#app/i18n/use-locale.ts";
import { openCredit, sendCredit } from "./route.server.ts";

export const loader = ({ request, context, params }: LoaderFunctionArgs) =>
  openCredit(request, context, params.accountId);
export const action = ({ request, context, params }: ActionFunctionArgs) =>
  sendCredit(request, context, params.accountId);

/** Money that is the debtor's own: back, or on to another account. */
export default function Credit() {
  const { t } = useTranslation("debtor");
  const locale = useLocale();
  const page = useLoaderData<typeof loader>();
  const { accountId, currency, creditMinor, freeMinor } = page;
  const waitingMinor = creditMinor - freeMinor;
  const home = `/home?account=${accountId}`;
  return (
    <DebtorPage back={{ href: home, label: t("home.document") }}>
      <PageTitle document={t("credit.document")}>
        {t(creditMinor > 0n ? "credit.title" : "credit.none")}
      </PageTitle>
      {creditMinor > 0n && (
        <p className="gap">
          <Figure minor={creditMinor} currency={currency} />
        </p>
      )}
      {waitingMinor > 0n && (
        <Note title={t("credit.asked")}>
          <p className="small quiet">
            {whole(t("credit.waiting", { amount: moneyInText(waitingMinor, currency, locale) }))}
          </p>
        </Note>
      )}
      {freeMinor > 0n ? (
        <Ways />
      ) : (
        <Acts>
          <PlainLink href={home}>{t("credit.home")}</PlainLink>
        </Acts>
      )}
    </DebtorPage>
  );
}

function Ways() {
  const { t } = useTranslation("debtor");
  const { accountId, others } = useLoaderData<typeof loader>();
  const only = others.length === 0 ? { to: "back" } : {};
  const form = useFormView(useActionData<typeof action>()?.refused, only);
  const options = [
    { value: "back", label: t("credit.back"), hint: t("credit.backHint") },
    ...others.map(({ id, card, product }) => ({
      value: id,
      label: t("credit.use", { account: card ?? product ?? t("home.account") }),
      hint: t("credit.useHint"),
    })),
  ];
  return (
    <>
      <p className="lead">{t("credit.lead")}</p>
      <ErrorSummary form={form} labels={{ to: t("credit.question") }} />
      <PageForm>
        <Choices {...form.field("to")} label={t("credit.question")} options={options} />
        <Acts>
          <Button>{t("credit.go")}</Button>
          <PlainLink href={`/home?account=${accountId}`}>{t("credit.leave")}</PlainLink>
        </Acts>
      </PageForm>
    </>
  );
}
