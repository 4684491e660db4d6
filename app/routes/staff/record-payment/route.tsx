import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { ErrorSummary } from "#app/components/forms/error-summary.tsx";
import { useFormView } from "#app/components/forms/form-view.ts";
import { MoneyField } from "#app/components/forms/money-input.tsx";
import { PageForm } from "#app/components/forms/page-form.tsx";
import { SelectField, TextField } from "#app/components/forms/text-field.tsx";
import { AccountCrumbs } from "#app/components/staff/account-crumbs.tsx";
import { NarrowForm } from "#app/components/staff/narrow-form.tsx";
import { StaffPage } from "#app/components/staff/staff-page.tsx";
import { Acts, Button, PlainLink } from "#app/components/ui/button.tsx";
import type { Currency } from "#app/domain/money/currency.ts";
import { recordedMethods } from "./form.ts";
import { openRecord, recordIt } from "./route.server.ts";

export const loader = ({ request, context, params }: LoaderFunctionArgs) =>
  openRecord(request, context, params);
export const action = ({ request, context, params }: ActionFunctionArgs) =>
  recordIt(request, context, params);

/** Money that reached the collector past the portal. */
export default function RecordPayment() {
  const { t } = useTranslation("staff");
  const { id, ref, currency, once } = useLoaderData<typeof loader>();
  const form = useFormView(useActionData<typeof action>()?.refused);
  const labels = {
    amount: t("payments.amount"),
    receivedOn: t("record.receivedOn"),
    method: t("payments.method"),
    reference: t("record.reference"),
  };
  return (
    <StaffPage
      title={t("record.title")}
      crumbs={<AccountCrumbs id={id} reference={ref} />}
      lead={t("record.lead")}
    >
      <NarrowForm>
        <ErrorSummary form={form} labels={labels} />
        <PageForm>
          <input type="hidden" name="once" value={once} />
          <MoneyField
            {...form.field("amount")}
            currency={currency as Currency}
            label={labels.amount}
          />
          <TextField
            {...form.field("receivedOn")}
            short
            type="date"
            label={labels.receivedOn}
            hint={t("record.receivedOnHint")}
          />
          <SelectField {...form.field("method")} label={labels.method}>
            <option value="">{t("hold.choose")}</option>
            {recordedMethods.map((method) => (
              <option key={method} value={method}>
                {t(`paymentMethod.${method}`)}
              </option>
            ))}
          </SelectField>
          <TextField
            {...form.field("reference")}
            maxLength={200}
            label={labels.reference}
            hint={t("record.referenceHint")}
          />
          <Acts>
            <Button>{t("record.go")}</Button>
            <PlainLink href={`/staff/accounts/${id}`}>{t("list.cancel")}</PlainLink>
          </Acts>
        </PageForm>
      </NarrowForm>
    </StaffPage>
  );
}
