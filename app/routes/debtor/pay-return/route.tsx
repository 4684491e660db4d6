import { data, type HeadersFunction, type LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { DebtorPage, PageTitle } from "#app/components/layout/debtor-page.tsx";
import { Figure } from "#app/components/money/figure.tsx";
import { PaymentFailureNote } from "#app/components/pay/failure.tsx";
import { Acts, ButtonLink } from "#app/components/ui/button.tsx";
import { Note } from "#app/components/ui/note.tsx";
import { Lead } from "#app/components/ui/text.tsx";
import { requireDebtor } from "#app/http/debtor-guard.server.ts";
import { notFound, seeOther } from "#app/http/responses.server.ts";
import { payReturn } from "#app/services/reading/pay-return.server.ts";

const refreshSeconds = 4;

/** Paid: on to the receipt. Not sure yet: the page asks again by itself, without script. */
export async function loader({ request, context }: LoaderFunctionArgs) {
  const { actor } = await requireDebtor(request, context);
  const { searchParams } = new URL(request.url);
  const address = { session: searchParams.get("session"), attempt: searchParams.get("attempt") };
  const page = await payReturn(context.runtime, actor, address);
  if (page === null) throw notFound();
  if (page.paid) throw seeOther(page.receipt);
  return data(page, page.refreshes ? { headers: { Refresh: String(refreshSeconds) } } : {});
}

export const headers: HeadersFunction = ({ loaderHeaders }) => loaderHeaders;

export default function PayReturn() {
  const { t } = useTranslation("debtor");
  const page = useLoaderData<typeof loader>();
  const { shows, amountMinor, currency, accountId } = page;
  return (
    <DebtorPage
      back={{ href: `/home?account=${accountId}`, label: t("home.document") }}
      width="aside"
    >
      <PageTitle>{t(`payReturn.${shows}.title`)}</PageTitle>
      {/* What came is another amount than this one. */}
      {shows !== "suspended" && (
        <p className="gap">
          <Figure minor={amountMinor} currency={currency} size="second" />
        </p>
      )}
      <Lead>{t(`payReturn.${shows}.lead`)}</Lead>
      {page.failure && (shows === "open" || shows === "ended") && (
        <PaymentFailureNote failure={page.failure} />
      )}
      {page.refreshes && <Note attention>{t("payReturn.wait")}</Note>}
      <WaysOn page={page} />
    </DebtorPage>
  );
}

type Shown = ReturnType<typeof useLoaderData<typeof loader>>;

function WaysOn({ page }: { page: Shown }) {
  const { t } = useTranslation("debtor");
  const again = page.several ? "/pay" : `/a/${page.accountId}/pay`;
  if (page.shows === "open" && page.pageUrl !== null) {
    return (
      <Acts>
        <ButtonLink href={page.pageUrl}>{t("payReturn.resume")}</ButtonLink>
        <ButtonLink look="second" href={again}>
          {t("payReturn.change")}
        </ButtonLink>
      </Acts>
    );
  }
  if (page.shows === "suspended") {
    return (
      <Acts>
        <ButtonLink look="second" href={again}>
          {t("payReturn.other")}
        </ButtonLink>
      </Acts>
    );
  }
  return (
    <Acts>
      {page.shows === "ended" || page.shows === "open" ? (
        <ButtonLink href={again}>{t("payReturn.again")}</ButtonLink>
      ) : (
        <ButtonLink look="second" href="">
          {t("payReturn.look")}
        </ButtonLink>
      )}
    </Acts>
  );
}
