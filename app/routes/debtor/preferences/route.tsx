import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { Choices } from "#app/components/forms/choice.tsx";
import { ErrorSummary } from "#app/components/forms/error-summary.tsx";
import { type FormView, useFormView } from "#app/components/forms/form-view.ts";
import { PageForm } from "#app/components/forms/page-form.tsx";
import { SelectField } from "#app/components/forms/text-field.tsx";
import { DebtorPage, PageTitle, Section } from "#app/components/layout/debtor-page.tsx";
import { Acts, Button } from "#app/components/ui/button.tsx";
import { Note } from "#app/components/ui/note.tsx";
import { Row, Rows } from "#app/components/ui/rows.tsx";
import { Lead } from "#app/components/ui/text.tsx";
import { readPreferences, writePreferences } from "./route.server.ts";

export const loader = ({ request, context }: LoaderFunctionArgs) =>
  readPreferences(request, context);
export const action = ({ request, context }: ActionFunctionArgs) =>
  writePreferences(request, context);

/** How somebody wants to be written to, and where it is written why they were. */
export default function Preferences() {
  const { t } = useTranslation("debtor");
  const page = useLoaderData<typeof loader>();
  const form = useFormView(useActionData<typeof action>()?.refused, initialOf(page));
  const labels = { to: t("preferences.to"), hours: t("preferences.hours") };
  return (
    <DebtorPage back={{ href: "/home", label: t("home.document") }}>
      <PageTitle>{t("preferences.title")}</PageTitle>
      <Lead>{t("preferences.lead")}</Lead>
      {page.saved && <Note>{t("preferences.saved")}</Note>}
      {page.changed && <Note>{t("contactChange.done")}</Note>}
      <ErrorSummary form={form} labels={labels} />
      <PreferencesForm page={page} form={form} />
      <ContactRows page={page} />
      <HelpRows accountId={page.accountId} />
      <Section title={t("preferences.why")}>
        <Rows>
          <Row
            href="/preferences/record"
            title={t("record.title")}
            detail={t("preferences.recordHint")}
          />
        </Rows>
      </Section>
    </DebtorPage>
  );
}

type Page = ReturnType<typeof useLoaderData<typeof loader>>;

function initialOf({ locale, refused, hours }: Page) {
  return {
    locale,
    channel: ["email", "sms"].filter((channel) => !refused.includes(channel)),
    hours: hours === null ? "any" : "own",
    from: String((hours?.fromMinute ?? 9 * 60) / 60),
    to: String((hours?.toMinute ?? 18 * 60) / 60),
  };
}

function PreferencesForm({ page, form }: { page: Page; form: FormView }) {
  const { t } = useTranslation(["debtor", "common"]);
  const { email, phoneEnding } = page;
  return (
    <PageForm>
      <Choices
        {...form.field("locale")}
        label={t("preferences.language")}
        options={[
          { value: "zh-CN", label: <span lang="zh-CN">{t("preferences.zh")}</span> },
          { value: "en", label: <span lang="en">{t("preferences.en")}</span> },
        ]}
      />
      <Choices
        {...form.field("channel")}
        multiple
        label={t("preferences.channels")}
        hint={t("preferences.channelsHint")}
        options={[
          {
            value: "email",
            label: t("preferences.byEmail"),
            hint: email ?? t("preferences.noContact"),
          },
          {
            value: "sms",
            label: t("preferences.bySms"),
            hint: phoneEnding
              ? t("preferences.phoneEnding", { ending: phoneEnding })
              : t("preferences.noContact"),
          },
        ]}
      />
      <Choices
        {...form.field("hours")}
        label={t("preferences.hours")}
        options={[
          { value: "any", label: t("preferences.anyHour"), hint: t("preferences.anyHourHint") },
          { value: "own", label: t("preferences.ownHours"), reveal: <Hours form={form} /> },
        ]}
      />
      <Acts>
        <Button>{t("preferences.save")}</Button>
      </Acts>
    </PageForm>
  );
}

const allHours = Array.from({ length: 24 }, (_, hour) => hour);

function Hours({ form }: { form: FormView }) {
  const { t } = useTranslation("debtor");
  const fields = [
    { ...form.field("from"), label: t("preferences.from"), hours: allHours },
    { ...form.field("to"), label: t("preferences.to"), hours: allHours.slice(1) },
  ];
  return fields.map(({ hours, ...field }) => (
    <SelectField key={field.id} {...field}>
      {hours.map((hour) => (
        <option key={hour} value={hour}>{`${String(hour).padStart(2, "0")}:00`}</option>
      ))}
    </SelectField>
  ));
}

function ContactRows({ page }: { page: Page }) {
  const { t } = useTranslation("debtor");
  const { email, phoneEnding } = page;
  return (
    <Section title={t("preferences.contacts")} under={t("preferences.contactsUnder")}>
      <Rows>
        <Row
          href="/preferences/contacts/email"
          title={t("preferences.email")}
          detail={email ?? t("preferences.noContact")}
        />
        <Row
          href="/preferences/contacts/sms"
          title={t("preferences.phone")}
          detail={
            phoneEnding
              ? t("preferences.phoneEnding", { ending: phoneEnding })
              : t("preferences.noContact")
          }
        />
      </Rows>
    </Section>
  );
}

/** Who may come in beside the debtor, and what else would make it easier. */
function HelpRows({ accountId }: { accountId: string | null }) {
  const { t } = useTranslation("debtor");
  return (
    <Section title={t("preferences.help")}>
      <Rows>
        <Row href="/preferences/helpers" title={t("helpers.title")} detail={t("helpers.row")} />
        {accountId !== null && (
          <Row
            href={`/a/${accountId}/support`}
            title={t("preferences.support")}
            detail={t("preferences.supportHint")}
          />
        )}
      </Rows>
    </Section>
  );
}
