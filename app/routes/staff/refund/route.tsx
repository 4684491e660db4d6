import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { ErrorSummary } from "#app/components/forms/error-summary.tsx";
import { type RefusedForm, useFormView } from "#app/components/forms/form-view.ts";
import { MoneyField } from "#app/components/forms/money-input.tsx";
import { PageForm } from "#app/components/forms/page-form.tsx";
import { SelectField, TextAreaField } from "#app/components/forms/text-field.tsx";
import { AccountCrumbs } from "#app/components/staff/account-crumbs.tsx";
import { NarrowForm } from "#app/components/staff/narrow-form.tsx";
import { StaffPage } from "#app/components/staff/staff-page.tsx";
import { Acts, Button, PlainLink } from "#app/components/ui/button.tsx";
import { Note } from "#app/components/ui/note.tsx";
import { refundReasons } from "#app/domain/payments/refund.ts";
import { moneyInText } from "#app/i18n/money.ts";
import { useLocale } from "#app/i18n/use-locale.ts";
import type { RefundPreview } from "#app/services/payments/preview-refund.server.ts";
import { PreviewTable } from "./preview-table.tsx";
import { openRefund, sendRefundForm } from "./route.server.ts";

export const loader = ({ request, context, params }: LoaderFunctionArgs) =>
  openRefund(request, context, params.paymentId ?? "");
export const action = ({ request, context, params }: ActionFunctionArgs) =>
  sendRefundForm(request, context, params.paymentId ?? "");

interface Answer {
  readonly refused?: RefusedForm;
  readonly preview?: RefundPreview;
  readonly typed?: Readonly<Record<string, string>>;
}

/** Sends money of a payment back: first what it does to the books, then the deed. */
export default function Refund() {
  const { t } = useTranslation("staff");
  const locale = useLocale();
  const page = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>() as Answer | undefined;
  const { preview, typed } = answer ?? {};
  const form = useFormView(answer?.refused, typed ?? { amount: page.whole });
  const { currency, refundableMinor } = page;
  const labels = {
    amount: t("payments.amount"),
    reason: t("refund.reason"),
    note: t("refund.note"),
  };
  const most = moneyInText(refundableMinor, currency, locale);
  return (
    <StaffPage
      title={t("refund.title", { receiptNo: page.receiptNo })}
      crumbs={<AccountCrumbs id={page.accountId} reference={page.ref} />}
      lead={t("refund.lead")}
    >
      <NarrowForm>
        {page.disputed && <Note attention>{t("payment.disputedNote")}</Note>}
        <ErrorSummary form={form} labels={labels} />
        <PageForm>
          <input type="hidden" name="once" value={page.once} />
          <MoneyField
            {...form.field("amount")}
            currency={currency}
            label={labels.amount}
            hint={t("refund.most", { most })}
          />
          <SelectField {...form.field("reason")} label={labels.reason}>
            <option value="">{t("hold.choose")}</option>
            {refundReasons.map((reason) => (
              <option key={reason} value={reason}>
                {t(`refundReason.${reason}`)}
              </option>
            ))}
          </SelectField>
          <TextAreaField
            {...form.field("note")}
            maxLength={500}
            label={labels.note}
            hint={t("refund.noteHint")}
          />
          {preview && <PreviewTable preview={preview} currency={currency} />}
          <Acts>
            <Button name="intent" value={preview ? "send" : "preview"}>
              {t(preview ? (preview.waits ? "refund.ask" : "refund.go") : "refund.preview")}
            </Button>
            {preview && (
              <Button look="second" name="intent" value="preview">
                {t("refund.again")}
              </Button>
            )}
            <PlainLink href={`/staff/payments/${page.id}`}>{t("list.cancel")}</PlainLink>
          </Acts>
        </PageForm>
      </NarrowForm>
    </StaffPage>
  );
}
