import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { Amount } from "#app/components/money/amount.tsx";
import { AccountCrumbs } from "#app/components/staff/account-crumbs.tsx";
import { TwoColumns } from "#app/components/staff/block.tsx";
import { StaffPage } from "#app/components/staff/staff-page.tsx";
import { Strip, StripFigure } from "#app/components/staff/strip.tsx";
import { ButtonLink } from "#app/components/ui/button.tsx";
import { Note } from "#app/components/ui/note.tsx";
import { notFound } from "#app/http/responses.server.ts";
import { requireStaff } from "#app/http/staff-session.server.ts";
import { shortMoment } from "#app/i18n/dates.ts";
import { useLocale } from "#app/i18n/use-locale.ts";
import { staffPayment } from "#app/services/reading/staff-payment.server.ts";
import { roleMay } from "#app/services/staff/permissions.server.ts";
import { BackBlocks } from "./back-blocks.tsx";
import { LedgerBlock } from "./ledger-block.tsx";
import { ProviderBlocks } from "./provider-blocks.tsx";
import { ToldBlock } from "./told-block.tsx";

export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const { actor } = await requireStaff(request, context, "payments:read");
  const payment = await staffPayment(context.runtime, actor, params.paymentId ?? "");
  if (payment === null) throw notFound();
  return { payment, mayRefund: roleMay(actor.role, "refunds:request") };
}

/** One payment from the click to the payout. */
export default function Payment() {
  const { t } = useTranslation("staff");
  const locale = useLocale();
  const { payment, mayRefund } = useLoaderData<typeof loader>();
  const { currency, zone } = payment;
  const acts = mayRefund && payment.refundableMinor > 0n && (
    <ButtonLink href={`/staff/payments/${payment.id}/refund`}>{t("payment.refund")}</ButtonLink>
  );
  return (
    <StaffPage
      title={t("payment.title", { receiptNo: payment.receiptNo })}
      crumbs={<AccountCrumbs id={payment.accountId} reference={payment.ref} />}
      lead={t("payment.lead", { name: payment.name })}
      acts={acts}
    >
      <Strip>
        <StripFigure name={t("payments.amount")}>
          <Amount minor={payment.amountMinor} currency={currency} />
        </StripFigure>
        <StripFigure name={t("payments.returned")}>
          <Amount minor={payment.returnedMinor} currency={currency} />
        </StripFigure>
        <StripFigure name={t("payment.held")}>
          <Amount minor={payment.heldMinor} currency={currency} />
        </StripFigure>
        <StripFigure name={t("payments.paidAt")}>
          {shortMoment(payment.paidAt, zone, locale)}
        </StripFigure>
        <StripFigure name={t("payment.source")}>{t(`paymentSource.${payment.source}`)}</StripFigure>
      </Strip>
      {payment.disputed && <Note attention>{t("payment.disputedNote")}</Note>}
      {payment.reversed && <Note>{t("payment.reversedNote")}</Note>}
      <TwoColumns
        left={
          <>
            <LedgerBlock payment={payment} />
            <ToldBlock payment={payment} />
          </>
        }
        right={
          <>
            <BackBlocks payment={payment} />
            <ProviderBlocks payment={payment} />
          </>
        }
      />
    </StaffPage>
  );
}
