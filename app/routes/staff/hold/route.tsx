import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { ErrorSummary } from "#app/components/forms/error-summary.tsx";
import { useFormView } from "#app/components/forms/form-view.ts";
import { PageForm } from "#app/components/forms/page-form.tsx";
import { SelectField, TextAreaField, TextField } from "#app/components/forms/text-field.tsx";
import { AccountCrumbs } from "#app/components/staff/account-crumbs.tsx";
import { NarrowForm } from "#app/components/staff/narrow-form.tsx";
import { StaffPage } from "#app/components/staff/staff-page.tsx";
import { Acts, Button, PlainLink } from "#app/components/ui/button.tsx";
import { staffHoldKinds } from "./kinds.ts";
import { openHoldPage, placeHold } from "./route.server.ts";

export const loader = ({ request, context, params }: LoaderFunctionArgs) =>
  openHoldPage(request, context, params);
export const action = ({ request, context, params }: ActionFunctionArgs) =>
  placeHold(request, context, params);

/** Places a hold: its kind decides what it stops, by the policy. */
export default function PlaceHold() {
  const { t } = useTranslation(["staff", "debtor"]);
  const { id, ref, once } = useLoaderData<typeof loader>();
  const form = useFormView(useActionData<typeof action>()?.refused);
  const labels = {
    kind: t("hold.kind"),
    from: t("hold.from"),
    to: t("hold.to"),
    reason: t("hold.reason"),
  };
  return (
    <StaffPage
      title={t("hold.title")}
      crumbs={<AccountCrumbs id={id} reference={ref} />}
      lead={t("hold.lead")}
    >
      <NarrowForm>
        <ErrorSummary form={form} labels={labels} />
        <PageForm>
          <input type="hidden" name="once" value={once} />
          <SelectField {...form.field("kind")} label={labels.kind}>
            <option value="">{t("hold.choose")}</option>
            {staffHoldKinds.map((kind) => (
              <option key={kind} value={kind}>
                {t(`debtor:holdKind.${kind}`)}
              </option>
            ))}
          </SelectField>
          <TextField
            {...form.field("from")}
            short
            type="date"
            label={labels.from}
            hint={t("hold.fromHint")}
          />
          <TextField
            {...form.field("to")}
            short
            type="date"
            label={labels.to}
            hint={t("hold.toHint")}
          />
          <TextAreaField
            {...form.field("reason")}
            maxLength={500}
            label={labels.reason}
            hint={t("hold.reasonHint")}
          />
          <Acts>
            <Button>{t("hold.go")}</Button>
            <PlainLink href={`/staff/accounts/${id}`}>{t("list.cancel")}</PlainLink>
          </Acts>
        </PageForm>
      </NarrowForm>
    </StaffPage>
  );
}
