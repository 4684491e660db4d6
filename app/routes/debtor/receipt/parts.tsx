import { useTranslation } from "react-i18next";
import { Section } from "#app/components/layout/debtor-page.tsx";
import { Amount } from "#app/components/money/amount.tsx";
import { Head, Ledger, LedgerRow, Sum, Total } from "#app/components/money/ledger.tsx";
import { SplitBar, Swatch } from "#app/components/money/split.tsx";
import { Fact, Facts } from "#app/components/ui/facts.tsx";
import { Note } from "#app/components/ui/note.tsx";
import type { Component, Components } from "#app/domain/money/components.ts";
import type { Currency } from "#app/domain/money/currency.ts";
import { currencyWord, moneyInText } from "#app/i18n/money.ts";
import { useLocale } from "#app/i18n/use-locale.ts";

/** A receipt's figures, in minor units. */
export interface ReceiptFigures {
  readonly currency: Currency;
  readonly amountMinor: bigint;
  readonly split: Components;
  readonly order: readonly Component[];
  readonly rule: {
    readonly band: "upTo" | "over" | "any";
    readonly days: number;
    readonly planInterest: boolean;
  };
  readonly lines: readonly {
    readonly component: Component;
    readonly paidMinor: bigint;
    readonly leftMinor: bigint;
  }[];
  readonly paidMinor: bigint;
  readonly creditMinor: bigint;
  readonly beforeMinor: bigint;
  readonly leftMinor: bigint;
  readonly savedMinor: bigint;
}

/** The split as a bar and a table in the order of the rule, and the rule in words. */
export function WhatItPaid({ page }: { page: ReceiptFigures }) {
  const { t } = useTranslation(["debtor", "common"]);
  const locale = useLocale();
  const { currency, lines, split, order, creditMinor } = page;
  const bare = (minor: bigint) => <Amount form="bare" {...{ minor, currency }} />;
  const heads = (
    <>
      <Head>{t("receipt.inOrder", { unit: currencyWord(currency, locale) })}</Head>
      <Head right>{t("receipt.paid")}</Head>
      <Head right>{t("receipt.left")}</Head>
    </>
  );
  const total = (
    <LedgerRow head={t("receipt.total")}>
      <Total>{bare(page.paidMinor)}</Total>
      <Total>{bare(page.leftMinor)}</Total>
    </LedgerRow>
  );
  return (
    <Section title={t("receipt.what")}>
      <SplitBar sums={split} order={order} tall />
      <Ledger caption={t("receipt.what")} heads={heads} total={total} gap="small">
        {lines.map(({ component, paidMinor, leftMinor }, index) => (
          <LedgerRow key={component} head={<Line n={index + 1} component={component} />}>
            <Sum>{bare(paidMinor)}</Sum>
            <Sum>{bare(leftMinor)}</Sum>
          </LedgerRow>
        ))}
      </Ledger>
      {creditMinor > 0n && (
        <p className="small quiet gap-s">
          {t("receipt.credit", { amount: moneyInText(creditMinor, currency, locale) })}
        </p>
      )}
      <Rule rule={page.rule} order={order} />
    </Section>
  );
}

function Line({ n, component }: { n: number; component: Component }) {
  const { t } = useTranslation("common");
  return (
    <>
      <Swatch name={component} />
      {n}. {t(`component.${component}`)}
    </>
  );
}

function Rule({ rule, order }: Pick<ReceiptFigures, "rule" | "order">) {
  const { t } = useTranslation(["debtor", "common"]);
  const names = order.map((name) => t(`common:component.${name}`).toLowerCase());
  return (
    <Note level={3} title={t("receipt.rule")}>
      {rule.planInterest && `${t("receipt.planInterest")} `}
      {t(`receipt.ruleOf.${rule.band}`, {
        days: rule.band === "over" ? rule.days + 1 : rule.days,
        order: names.join(t("receipt.then")),
      })}
    </Note>
  );
}

/** The balance on both sides of the payment; every line adds up. */
export function BalanceChange({ page }: { page: ReceiptFigures }) {
  const { t } = useTranslation("debtor");
  const { currency, beforeMinor, paidMinor, savedMinor, leftMinor } = page;
  return (
    <Section title={t("receipt.balance")}>
      <Facts>
        <Fact name={t("receipt.before")}>
          <Amount minor={beforeMinor} currency={currency} />
        </Fact>
        <Fact name={t("receipt.this")}>
          <Amount minor={-paidMinor} currency={currency} />
        </Fact>
        {savedMinor !== 0n && (
          <Fact name={t("receipt.saved")}>
            <Amount minor={-savedMinor} currency={currency} />
          </Fact>
        )}
        <Fact name={t("receipt.after")}>
          <b>
            <Amount minor={leftMinor} currency={currency} />
          </b>
        </Fact>
      </Facts>
    </Section>
  );
}
