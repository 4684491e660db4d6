import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { DebtorPage, PageTitle, Section } from "#app/components/layout/debtor-page.tsx";
import { PlainList } from "#app/components/ui/checks.tsx";
import { Fact, Facts } from "#app/components/ui/facts.tsx";
import { Copyable, Lead, Quiet } from "#app/components/ui/text.tsx";
import { requireAccount } from "#app/http/debtor-account.server.ts";
import { notFound } from "#app/http/responses.server.ts";
import { currencyName, moneyInText } from "#app/i18n/money.ts";
import { useLocale } from "#app/i18n/use-locale.ts";
import { transferPage } from "#app/services/reading/transfer-page.server.ts";

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const { account } = await requireAccount(request, context, params.accountId);
  const page = await transferPage(context.runtime, account, context.locale);
  if (page === null) throw notFound();
  return page;
}

/** Money from one's own bank: the account, the reference, and what happens then. */
export default function Transfer() {
  const { t } = useTranslation("debtor");
  const locale = useLocale();
  const page = useLoaderData<typeof loader>();
  const { accountId, currency, totalMinor, routing } = page;
  const total = moneyInText(totalMinor, currency, locale);
  return (
    <DebtorPage back={{ href: `/a/${accountId}/pay`, label: t("pay.title") }} width="aside">
      <PageTitle>{t("transfer.title")}</PageTitle>
      <Lead>{t("transfer.lead")}</Lead>
      <Section title={t("transfer.to")}>
        <Facts>
          <Fact name={t("transfer.holder")}>
            <Copyable>{page.holder}</Copyable>
          </Fact>
          <Fact name={t("transfer.bank")}>{page.bank}</Fact>
          <Fact name={t("transfer.number")}>
            <Copyable digits>{page.number}</Copyable>
          </Fact>
          {routing !== null && (
            <Fact name={t("transfer.routing")}>
              <Copyable digits>{routing}</Copyable>
            </Fact>
          )}
          <Fact name={t("transfer.reference")}>
            <Copyable digits>{page.reference}</Copyable>
          </Fact>
          <Fact name={t("transfer.amount")}>{t("transfer.amountHint", { total })}</Fact>
          <Fact name={t("transfer.currency")}>
            {t("transfer.currencyHint", { currency: currencyName(currency, locale) })}
          </Fact>
        </Facts>
        <Quiet small gap="small">
          {t("transfer.referenceHint")}
        </Quiet>
      </Section>
      <Section title={t("transfer.after")}>
        <PlainList>
          <li>{t("transfer.after1")}</li>
          <li>{t("transfer.after2")}</li>
          <li>{t("transfer.after3")}</li>
        </PlainList>
      </Section>
    </DebtorPage>
  );
}
