import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { DebtorPage, PageTitle, Section } from "#app/components/layout/debtor-page.tsx";
import { Amount } from "#app/components/money/amount.tsx";
import { AsOf, Figure } from "#app/components/money/figure.tsx";
import { Head, Ledger, LedgerRow, Sum, Total } from "#app/components/money/ledger.tsx";
import { Acts, ButtonLink, SoloLink } from "#app/components/ui/button.tsx";
import { Digits, NoBreak, Quiet } from "#app/components/ui/text.tsx";
import { requireDebtor } from "#app/http/debtor-guard.server.ts";
import { notFound } from "#app/http/responses.server.ts";
import { longMoment } from "#app/i18n/dates.ts";
import { currencyWord, moneyInText } from "#app/i18n/money.ts";
import { useLocale } from "#app/i18n/use-locale.ts";
import { receiptSeveral } from "#app/services/reading/receipt-several.server.ts";

/** One receipt for a charge that paid several accounts, with the split of each. */
export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const { actor } = await requireDebtor(request, context);
  const page = await receiptSeveral(context.runtime, actor, params.attemptId ?? "");
  if (page === null) throw notFound();
  return page;
}

export default function ReceiptOfSeveral() {
  const { t } = useTranslation("debtor");
  const locale = useLocale();
  const page = useLoaderData<typeof loader>();
  const { totalMinor, currency, paidAt, zone, accounts } = page;
  const method = methods.find((known) => known === page.method) ?? "other";
  return (
    <DebtorPage back={{ href: "/home", label: t("home.document") }} width="aside">
      <PageTitle document={t("receipt.document")}>{t("receipt.title")}</PageTitle>
      <p className="gap">
        <Figure minor={totalMinor} currency={currency} />
      </p>
      <AsOf>
        <NoBreak>{longMoment(paidAt, zone, locale)}</NoBreak>
        {t("paySeveral.how", { method: t(`receipt.method.${method}`), n: accounts.length })}
      </AsOf>
      {accounts.map((account) => (
        <AccountPart key={account.paymentId} account={account} />
      ))}
      <Acts>
        <ButtonLink href="/home">{t("receipt.home")}</ButtonLink>
      </Acts>
    </DebtorPage>
  );
}

const methods = ["card", "alipay", "wechat_pay"] as const;

type Account = ReturnType<typeof useLoaderData<typeof loader>>["accounts"][number];

function AccountPart({ account }: { account: Account }) {
  const { t } = useTranslation(["debtor", "common"]);
  const locale = useLocale();
  const { accountId, paymentId, currency, lines, paidMinor, leftMinor, creditMinor } = account;
  const bare = (minor: bigint) => <Amount form="bare" {...{ minor, currency }} />;
  const heads = (
    <>
      <Head>{t("receipt.inOrder", { unit: currencyWord(currency, locale) })}</Head>
      <Head right>{t("receipt.paid")}</Head>
      <Head right>{t("receipt.left")}</Head>
    </>
  );
  return (
    <Section title={<AccountName account={account} />}>
      <Ledger
        caption={t("receipt.document")}
        heads={heads}
        total={
          <LedgerRow head={t("paySeveral.part")}>
            <Total>{bare(paidMinor)}</Total>
            <Total>{bare(leftMinor)}</Total>
          </LedgerRow>
        }
      >
        {lines.map((line) => (
          <LedgerRow key={line.component} head={t(`common:component.${line.component}`)}>
            <Sum>{bare(line.paidMinor)}</Sum>
            <Sum>{bare(line.leftMinor)}</Sum>
          </LedgerRow>
        ))}
      </Ledger>
      {creditMinor > 0n && (
        <Quiet small gap="small">
          {t("receipt.credit", { amount: moneyInText(creditMinor, currency, locale) })}
        </Quiet>
      )}
      <SoloLink small href={`/a/${accountId}/receipts/${paymentId}`}>
        {t("paySeveral.single")}
      </SoloLink>
    </Section>
  );
}

function AccountName({ account: { card, product } }: { account: Account }) {
  const { t } = useTranslation("debtor");
  if (card === null) return <>{product ?? t("home.account")}</>;
  return (
    <>
      {t("home.cardEnding")} <Digits>{card}</Digits>
    </>
  );
}
