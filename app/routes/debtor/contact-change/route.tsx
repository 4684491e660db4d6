import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { CodeFirst } from "#app/components/forms/code-first.tsx";
import { CodeField } from "#app/components/forms/code-input.tsx";
import { ErrorSummary } from "#app/components/forms/error-summary.tsx";
import { type FormView, useFormView } from "#app/components/forms/form-view.ts";
import { PageForm } from "#app/components/forms/page-form.tsx";
import { TextField } from "#app/components/forms/text-field.tsx";
import { DebtorPage, PageTitle } from "#app/components/layout/debtor-page.tsx";
import { Acts, Button, PlainLink } from "#app/components/ui/button.tsx";
import { Lead, Quiet } from "#app/components/ui/text.tsx";
import { change, readChange } from "./route.server.ts";

export const loader = ({ request, context, params }: LoaderFunctionArgs) =>
  readChange(request, context, params.channel ?? "");
export const action = ({ request, context, params }: ActionFunctionArgs) =>
  change(request, context, params.channel ?? "");

/** A new address or number: first a code to the old contact, then one to the new. */
export default function ContactChange() {
  const { t } = useTranslation("debtor");
  const page = useLoaderData<typeof loader>();
  const form = useFormView(useActionData<typeof action>()?.refused);
  const { channel, now, proven, proof, sentTo, zone } = page;
  return (
    <DebtorPage back={{ href: "/preferences", label: t("preferences.title") }}>
      <PageTitle>{t(`contactChange.${channel}.title`)}</PageTitle>
      <Lead>
        {now === null ? t("contactChange.none") : t(`contactChange.${channel}.now`, { now })}
      </Lead>
      {!proven && sentTo === null && (
        <>
          <Quiet>{t("contactChange.lead")}</Quiet>
          <CodeFirst proof={proof} zone={zone} form={form} />
        </>
      )}
      {proven && sentTo === null && <NewContact channel={channel} form={form} />}
      {sentTo !== null && <Confirm sentTo={sentTo} form={form} channel={channel} />}
      <Quiet small gap="large">
        {t("contactChange.later")}
      </Quiet>
    </DebtorPage>
  );
}

interface StepProps {
  readonly channel: "email" | "sms";
  readonly form: FormView;
}

function NewContact({ channel, form }: StepProps) {
  const { t } = useTranslation("debtor");
  const label = t(`contactChange.${channel}.label`);
  return (
    <>
      <ErrorSummary form={form} labels={{ contact: label }} />
      <PageForm>
        <input type="hidden" name="step" value="ask" />
        <TextField
          {...form.field("contact")}
          label={label}
          hint={t(`contactChange.${channel}.hint`)}
          type={channel === "email" ? "email" : "tel"}
          autoComplete={channel === "email" ? "email" : "tel"}
          maxLength={254}
          spellCheck={false}
        />
        <Acts>
          <Button>{t("contactChange.send")}</Button>
          <PlainLink href="/preferences">{t("contactChange.notNow")}</PlainLink>
        </Acts>
      </PageForm>
    </>
  );
}

function Confirm({ sentTo, form, channel }: StepProps & { sentTo: string }) {
  const { t } = useTranslation(["debtor", "common"]);
  return (
    <>
      <ErrorSummary form={form} labels={{ code: t("common:code.label") }} />
      <PageForm>
        <input type="hidden" name="step" value="confirm" />
        <CodeField
          {...form.field("code")}
          defaultValue={undefined}
          label={t("common:code.label")}
          hint={t("contactChange.sentTo", { to: sentTo })}
          length={6}
          kind="sent"
        />
        <Acts>
          <Button>{t("contactChange.go")}</Button>
        </Acts>
      </PageForm>
      <PageForm className="gap">
        <input type="hidden" name="step" value="ask" />
        <TextField
          {...form.field("contact")}
          label={t("contactChange.another")}
          type={channel === "email" ? "email" : "tel"}
          maxLength={254}
          spellCheck={false}
        />
        <Button look="second">{t("contactChange.send")}</Button>
      </PageForm>
    </>
  );
}
