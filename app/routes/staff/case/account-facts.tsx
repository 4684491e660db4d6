import { useTranslation } from "react-i18next";
import { groundKey } from "#app/components/cases/case-words.ts";
import { Amount } from "#app/components/money/amount.tsx";
import { Block } from "#app/components/staff/block.tsx";
import { SupportFacts } from "#app/components/staff/support-facts.tsx";
import { Fact, Facts } from "#app/components/ui/facts.tsx";
import { Digits } from "#app/components/ui/text.tsx";
import { calendarDate } from "#app/domain/primitives/date.ts";
import { mediumDate } from "#app/i18n/dates.ts";
import { fileSize } from "#app/i18n/numbers.ts";
import { useLocale } from "#app/i18n/use-locale.ts";
import type { StaffCasePage } from "#app/services/reading/staff-case.server.ts";

/** What is known of the debt, the papers that were sent in, and other cases of this person. */
export function AccountFacts({ page }: { page: StaffCasePage }) {
  const { t } = useTranslation(["staff", "debtor"]);
  const locale = useLocale();
  const { account, files, others } = page;
  const day = (text: string | null) =>
    text === null ? "—" : mediumDate(calendarDate(text), locale);
  return (
    <>
      <Block title={t("cases.files")}>
        {files.length === 0 && <p className="quiet">{t("cases.noFiles")}</p>}
        <ul className="files" aria-label={t("cases.files")}>
          {files.map(({ id, name, bytes }) => (
            <li key={id}>
              <a href={`/staff/evidence/${id}`}>{name}</a>{" "}
              <span className="quiet nb">{fileSize(bytes, locale)}</span>
            </li>
          ))}
        </ul>
      </Block>
      <Block
        title={t("cases.account")}
        beside={<a href={`/staff/accounts/${account.id}`}>{account.ref}</a>}
      >
        <Facts>
          <SupportFacts support={page.support} />
          <Fact name={t("cases.portfolio")}>{account.portfolio}</Fact>
          <Fact name={t("cases.creditor")}>{account.originalCreditor ?? "—"}</Fact>
          <Fact name={t("cases.card")}>
            <Digits>{account.card ?? "—"}</Digits>
          </Fact>
          <Fact name={t("cases.accountOpened")}>{day(account.openedOn)}</Fact>
          <Fact name={t("cases.since")}>{day(account.delinquentSince)}</Fact>
          {account.payments.map((payment) => (
            <Fact key={payment.id} name={day(payment.on)}>
              <a href={`/staff/payments/${payment.id}`}>
                <Amount minor={payment.amountMinor} currency={account.currency} />
              </a>
            </Fact>
          ))}
        </Facts>
      </Block>
      {others.length > 0 && (
        <Block title={t("cases.others")}>
          <ul className="files">
            {others.map((one) => (
              <li key={one.id}>
                <a href={`/staff/${one.kind}s/${one.id}`}>{t(`debtor:${groundKey(one)}`)}</a>{" "}
                <span className="quiet">{t(`cases.stand.${one.state}`)}</span>
              </li>
            ))}
          </ul>
        </Block>
      )}
    </>
  );
}
