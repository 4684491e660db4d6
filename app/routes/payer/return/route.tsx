import { data, type HeadersFunction, type LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { DebtorPage, PageTitle } from "#app/components/layout/debtor-page.tsx";
import { Figure } from "#app/components/money/figure.tsx";
import { PaymentFailureNote } from "#app/components/pay/failure.tsx";
import { PaymentReference } from "#app/components/pay/reference.tsx";
import { Acts, ButtonLink } from "#app/components/ui/button.tsx";
import { Note } from "#app/components/ui/note.tsx";
import { Lead } from "#app/components/ui/text.tsx";
import { requirePayer } from "#app/http/payer-guard.server.ts";
import { seeOther } from "#app/http/responses.server.ts";
import { payerReturn } from "#app/services/reading/payer.server.ts";

const refreshSeconds = 4;

/** Believes nothing in its address: the link's own payment is looked up and the provider asked. */
export async function loader({ request, context }: LoaderFunctionArgs) {
  const link = await requirePayer(request, context);
  const page = await payerReturn(context.runtime, link);
  if (page === null) throw seeOther("/payer");
  if (page.paid) throw seeOther("/payer/receipt");
  return data(page, page.refreshes ? { headers: { Refresh: String(refreshSeconds) } } : {});
}

export const headers: HeadersFunction = ({ loaderHeaders }) => loaderHeaders;

export default function PayerReturn() {
  const { t } = useTranslation("debtor");
  const page = useLoaderData<typeof loader>();
  const { shows, failure, pageUrl } = page;
  const waits = page.refreshes;
  return (
    <DebtorPage>
      <PageTitle>{t(`payReturn.${shows}.title`)}</PageTitle>
      {/* What came is another amount than this one. */}
      {shows !== "suspended" && (
        <p className="gap">
          <Figure minor={page.amountMinor} currency={page.currency} size="second" />
        </p>
      )}
      <PaymentReference reference={page.reference} />
      <Lead>{t(`payReturn.${shows}.lead`)}</Lead>
      {failure && (shows === "open" || shows === "ended") && (
        <PaymentFailureNote failure={failure} />
      )}
      {waits && <Note attention>{t("payReturn.wait")}</Note>}
      <Acts>
        {pageUrl !== null && <ButtonLink href={pageUrl}>{t("payReturn.resume")}</ButtonLink>}
        {shows === "ended" && <ButtonLink href="/payer">{t("payReturn.again")}</ButtonLink>}
        {waits && (
          <ButtonLink look="second" href="">
            {t("payReturn.look")}
          </ButtonLink>
        )}
      </Acts>
    </DebtorPage>
  );
}
