import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { DebtorPage, PageTitle } from "#app/components/layout/debtor-page.tsx";
import { AsOf, Figure } from "#app/components/money/figure.tsx";
import { PaymentReference } from "#app/components/pay/reference.tsx";
import { Lead, NoBreak } from "#app/components/ui/text.tsx";
import { requirePayer } from "#app/http/payer-guard.server.ts";
import { seeOther } from "#app/http/responses.server.ts";
import { longDate } from "#app/i18n/dates.ts";
import { useLocale } from "#app/i18n/use-locale.ts";
import { payerReceipt } from "#app/services/reading/payer.server.ts";

/** What was paid, under which reference, on which day. */
export async function loader({ request, context }: LoaderFunctionArgs) {
  const link = await requirePayer(request, context);
  const page = await payerReceipt(context.runtime, link);
  if (page === null) throw seeOther("/payer");
  return page;
}

export default function PayerReceipt() {
  const { t } = useTranslation("debtor");
  const locale = useLocale();
  const { amountMinor, currency, reference, paidOn } = useLoaderData<typeof loader>();
  return (
    <DebtorPage>
      <PageTitle document={t("receipt.document")}>{t("receipt.title")}</PageTitle>
      <p className="gap">
        <Figure minor={amountMinor} currency={currency} />
      </p>
      <AsOf>
        <NoBreak>{longDate(paidOn, locale)}</NoBreak>
      </AsOf>
      <PaymentReference reference={reference} />
      <Lead>{t("payer.done")}</Lead>
    </DebtorPage>
  );
}
