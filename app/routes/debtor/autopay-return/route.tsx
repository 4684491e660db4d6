import { data, type HeadersFunction, type LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { PageForm } from "#app/components/forms/page-form.tsx";
import { DebtorPage, PageTitle } from "#app/components/layout/debtor-page.tsx";
import { AsOf, Eyebrow, Figure } from "#app/components/money/figure.tsx";
import { Acts, Button, ButtonLink } from "#app/components/ui/button.tsx";
import { Note } from "#app/components/ui/note.tsx";
import { Lead } from "#app/components/ui/text.tsx";
import { requireAccount } from "#app/http/debtor-account.server.ts";
import { notFound } from "#app/http/responses.server.ts";
import { dayInWeek } from "#app/i18n/dates.ts";
import { moneyInText } from "#app/i18n/money.ts";
import { useLocale } from "#app/i18n/use-locale.ts";
import { autopayPage } from "#app/services/reading/autopay.server.ts";
import { setupReturn } from "#app/services/reading/autopay-return.server.ts";

const refreshSeconds = 4;

/** Asks the provider; while nobody can say, the page asks again by itself, without script. */
export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const { visit, account } = await requireAccount(request, context, params.accountId);
  const { searchParams } = new URL(request.url);
  const address = { session: searchParams.get("session"), setup: searchParams.get("setup") };
  const { runtime } = context;
  const came = await setupReturn(runtime, visit.actor, account.row.id, address);
  if (came === null) throw notFound();
  const page = await autopayPage(runtime, visit, account);
  const mine = page.plan === "mine" ? page : null;
  const body = {
    ...came,
    accountId: account.row.id,
    currency: page.currency,
    next: mine?.next ?? null,
    arrearsMinor: mine?.mayChargeArrears ? mine.arrearsMinor : 0n,
  };
  const again = { headers: { Refresh: String(refreshSeconds) } };
  return data(body, came.shows === "unknown" ? again : {});
}

export const headers: HeadersFunction = ({ loaderHeaders }) => loaderHeaders;

type Shown = ReturnType<typeof useLoaderData<typeof loader>>;

export default function AutopayReturn() {
  const { t } = useTranslation("debtor");
  const page = useLoaderData<typeof loader>();
  const { shows, accountId } = page;
  return (
    <DebtorPage
      back={{ href: `/a/${accountId}/autopay`, label: t("autopay.document") }}
      width="aside"
    >
      <PageTitle>{t(`autopay.back.${shows}.title`)}</PageTitle>
      <Lead>{t(`autopay.back.${shows}.lead`)}</Lead>
      {shows === "on" ? <On page={page} /> : <WayOn page={page} />}
    </DebtorPage>
  );
}

/** The card is saved: the next charge, and what is past its date, if anything is. */
function On({ page }: { page: Shown }) {
  const { t } = useTranslation("debtor");
  const locale = useLocale();
  const { next, arrearsMinor, currency, accountId } = page;
  return (
    <>
      {next && (
        <div className="gap">
          <Eyebrow left={t("autopay.on.next", { date: dayInWeek(next.on, locale) })} />
          <p className="gap-s">
            <Figure minor={next.amountMinor} currency={currency} size="second" />
          </p>
          <AsOf>{t("autopay.on.amount")}</AsOf>
        </div>
      )}
      {arrearsMinor > 0n ? (
        <PageForm action={`/a/${accountId}/autopay`}>
          <input type="hidden" name="step" value="arrears" />
          <Note
            attention
            title={t("autopay.arrears.title", {
              amount: moneyInText(arrearsMinor, currency, locale),
            })}
          >
            {t("autopay.arrears.text")}
          </Note>
          <Acts>
            <Button>{t("autopay.arrears.go")}</Button>
            <ButtonLink look="second" href={`/a/${accountId}/plan`}>
              {t("autopay.back.plan")}
            </ButtonLink>
          </Acts>
        </PageForm>
      ) : (
        <Acts>
          <ButtonLink href={`/a/${accountId}/plan`}>{t("autopay.back.plan")}</ButtonLink>
        </Acts>
      )}
    </>
  );
}

function WayOn({ page }: { page: Shown }) {
  const { t } = useTranslation("debtor");
  const { shows, pageUrl, accountId } = page;
  return (
    <Acts>
      {shows === "unknown" && (
        <ButtonLink look="second" href="">
          {t("autopay.back.look")}
        </ButtonLink>
      )}
      {shows === "open" && pageUrl !== null && (
        <ButtonLink href={pageUrl}>{t("autopay.back.resume")}</ButtonLink>
      )}
      {shows === "ended" && (
        <ButtonLink href={`/a/${accountId}/autopay`}>{t("autopay.back.again")}</ButtonLink>
      )}
    </Acts>
  );
}
