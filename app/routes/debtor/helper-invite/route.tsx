import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { Choices } from "#app/components/forms/choice.tsx";
import { CodeFirst } from "#app/components/forms/code-first.tsx";
import { ErrorSummary } from "#app/components/forms/error-summary.tsx";
import { type FormView, useFormView } from "#app/components/forms/form-view.ts";
import { PageForm } from "#app/components/forms/page-form.tsx";
import { TextField } from "#app/components/forms/text-field.tsx";
import { DebtorPage, PageTitle } from "#app/components/layout/debtor-page.tsx";
import { Acts, Button, PlainLink } from "#app/components/ui/button.tsx";
import { Lead, Quiet } from "#app/components/ui/text.tsx";
import { helperDays } from "#app/domain/verification/helper.ts";
import { proveOrInvite, readInvite } from "./route.server.ts";

export const loader = ({ request, context }: LoaderFunctionArgs) => readInvite(request, context);
export const action = ({ request, context }: ActionFunctionArgs) => proveOrInvite(request, context);

const initial = { channel: "sms", days: "30" };

/** Asks for a fresh code, and then who is to help, in what and for how long. */
export default function HelperInvite() {
  const { t } = useTranslation("debtor");
  const { proven, proof, zone } = useLoaderData<typeof loader>();
  const form = useFormView(useActionData<typeof action>()?.refused, initial);
  return (
    <DebtorPage back={{ href: "/preferences/helpers", label: t("helpers.title") }}>
      <PageTitle>{t("helperInvite.title")}</PageTitle>
      <Lead>{t("helperInvite.lead")}</Lead>
      {proven ? <InviteForm form={form} /> : <CodeFirst proof={proof} zone={zone} form={form} />}
    </DebtorPage>
  );
}

function InviteForm({ form }: { form: FormView }) {
  const { t } = useTranslation("debtor");
  const labels = useLabels();
  return (
    <>
      <ErrorSummary form={form} labels={labels} />
      <PageForm kept>
        <input type="hidden" name="step" value="invite" />
        <TextField
          {...form.field("name")}
          label={labels.name}
          autoComplete="off"
          maxLength={40}
          spellCheck={false}
        />
        <Contact form={form} />
        <TextField
          {...form.field("shownAs")}
          label={labels.shownAs}
          hint={t("helperInvite.shownAsHint")}
          autoComplete="off"
          maxLength={40}
          spellCheck={false}
        />
        <Scopes form={form} />
        <Choices
          {...form.field("days")}
          label={labels.days}
          options={helperDays.map((days) => ({
            value: String(days),
            label: t("helperInvite.forDays", { count: days }),
          }))}
        />
        <Acts>
          <Button>{t("helperInvite.go")}</Button>
          <PlainLink href="/preferences/helpers">{t("helperInvite.notNow")}</PlainLink>
        </Acts>
        <Quiet small gap="large">
          {t("helperInvite.then")}
        </Quiet>
      </PageForm>
    </>
  );
}

function useLabels() {
  const { t } = useTranslation("debtor");
  return {
    name: t("helperInvite.name"),
    channel: t("helperInvite.channel"),
    email: t("helperInvite.email"),
    phone: t("helperInvite.phone"),
    shownAs: t("helperInvite.shownAs"),
    scope: t("helperInvite.scope"),
    days: t("helperInvite.days"),
  };
}

/** A contact of the helper's own: the link and every code go there and nowhere else. */
function Contact({ form }: { form: FormView }) {
  const { t } = useTranslation("debtor");
  const labels = useLabels();
  return (
    <Choices
      {...form.field("channel")}
      label={labels.channel}
      hint={t("helperInvite.channelHint")}
      options={[
        {
          value: "sms",
          label: t("preferences.bySms"),
          reveal: (
            <TextField
              {...form.field("phone")}
              label={labels.phone}
              type="tel"
              autoComplete="off"
              maxLength={40}
            />
          ),
        },
        {
          value: "email",
          label: t("preferences.byEmail"),
          reveal: (
            <TextField
              {...form.field("email")}
              label={labels.email}
              type="email"
              autoComplete="off"
              maxLength={254}
              spellCheck={false}
            />
          ),
        },
      ]}
    />
  );
}

function Scopes({ form }: { form: FormView }) {
  const { t } = useTranslation("debtor");
  const labels = useLabels();
  return (
    <Choices
      {...form.field("scope")}
      multiple
      label={labels.scope}
      hint={t("helperInvite.scopeHint")}
      options={[
        { value: "pay", label: t("helperInvite.pay"), hint: t("helperInvite.payHint") },
        {
          value: "propose",
          label: t("helperInvite.propose"),
          hint: t("helperInvite.proposeHint"),
        },
      ]}
    />
  );
}
