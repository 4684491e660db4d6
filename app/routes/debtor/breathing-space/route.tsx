import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { Choices } from "#app/components/forms/choice.tsx";
import { DateInputs } from "#app/components/forms/date-inputs.tsx";
import { ErrorSummary } from "#app/components/forms/error-summary.tsx";
import { FieldError } from "#app/components/forms/field.tsx";
import { type FormView, useFormView } from "#app/components/forms/form-view.ts";
import { PageForm } from "#app/components/forms/page-form.tsx";
import { DebtorPage, PageTitle, Section } from "#app/components/layout/debtor-page.tsx";
import { PauseLater } from "#app/components/plan/pause-later.tsx";
import { Acts, Button, ButtonLink, PlainLink } from "#app/components/ui/button.tsx";
import { PlainList } from "#app/components/ui/checks.tsx";
import { whole } from "#app/components/ui/text.tsx";
import { longDate } from "#app/i18n/dates.ts";
import { useLocale } from "#app/i18n/use-locale.ts";
import { showPause, takePause } from "./route.server.ts";

export const loader = ({ request, context, params }: LoaderFunctionArgs) =>
  showPause(request, context, params.accountId);
export const action = ({ request, context, params }: ActionFunctionArgs) =>
  takePause(request, context, params.accountId);

/** A pause that the debtor takes: how long, what it stops, and what goes on. */
export default function BreathingSpace() {
  const { t } = useTranslation("debtor");
  const locale = useLocale();
  const page = useLoaderData<typeof loader>();
  const form = useFormView(useActionData<typeof action>()?.refused, { when: "today" });
  const back = `/a/${page.accountId}/hardship`;
  if (!page.possible) {
    return (
      <DebtorPage back={{ href: back }} width="aside">
        <PageTitle document={t("holdKind.breathing-space")}>{t("pause.title")}</PageTitle>
        <PauseLater from={page.from} lead />
        <Acts>
          <ButtonLink href={back}>{t("pause.back")}</ButtonLink>
        </Acts>
      </DebtorPage>
    );
  }
  return (
    <DebtorPage back={{ href: back }} width="aside">
      <ErrorSummary form={form} labels={{ when: t("pause.when"), from: t("pause.earlier") }} />
      <PageTitle document={t("holdKind.breathing-space")}>{t("pause.title")}</PageTitle>
      <p className="lead">
        {whole(t("pause.lead", { count: page.days, date: longDate(page.until, locale) }))}
      </p>
      <Section title={t("pause.stops")}>
        <PlainList>
          {page.effects.map((effect) => (
            <li key={effect}>{t(`pause.effect.${effect}`)}</li>
          ))}
        </PlainList>
      </Section>
      <Section title={t("pause.goesOn")}>
        <PlainList>
          <li>{t("pause.mayPay")}</li>
          <li>{t("pause.owed")}</li>
          <li>{t("pause.perYear", { count: page.perYear })}</li>
        </PlainList>
      </Section>
      <PageForm>
        <When form={form} />
        <Acts>
          <Button>{t("pause.go")}</Button>
          <PlainLink href={back}>{t("hardship.notNow")}</PlainLink>
        </Acts>
      </PageForm>
    </DebtorPage>
  );
}

/** From today, or from a day that lies back: interest charged since is given back. */
function When({ form }: { form: FormView }) {
  const { t } = useTranslation("debtor");
  const locale = useLocale();
  const { earliest } = useLoaderData<typeof loader>();
  if (earliest === null) return <input type="hidden" name="when" value="today" />;
  const { id, error } = form.field("from");
  const day = (
    <div className={error ? "field bad" : "field"} id={id}>
      <FieldError id={id}>{error}</FieldError>
      <DateInputs form={form} name="from" />
    </div>
  );
  return (
    <Choices
      {...form.field("when")}
      label={t("pause.when")}
      options={[
        { value: "today", label: t("pause.today") },
        {
          value: "earlier",
          label: t("pause.earlier"),
          hint: t("pause.earlierHint", { date: longDate(earliest, locale) }),
          reveal: day,
        },
      ]}
    />
  );
}
