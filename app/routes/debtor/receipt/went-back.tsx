import { useTranslation } from "react-i18next";
import { Section } from "#app/components/layout/debtor-page.tsx";
import { Amount } from "#app/components/money/amount.tsx";
import { Fact, Facts } from "#app/components/ui/facts.tsx";
import type { Currency } from "#app/domain/money/currency.ts";
import { dateInZone } from "#app/domain/primitives/zone.ts";
import { longDate } from "#app/i18n/dates.ts";
import { useLocale } from "#app/i18n/use-locale.ts";

/** What went back of a payment after its receipt was written, in minor units. */
export interface WentBack {
  readonly id: string;
  readonly what:
    | "refund-coming"
    | "refund-arriving"
    | "refunded"
    | "moved"
    | "refund-failed"
    | "bank-asks"
    | "bank-took"
    | "bank-gave-back";
  readonly amountMinor: bigint;
  readonly at: number;
}

interface WentBackProps {
  readonly page: {
    readonly back: readonly WentBack[];
    readonly currency: Currency;
    readonly zone: string;
  };
}

/** Refunds, and what the payer's bank did; nothing at all for most payments. */
export function WhatWentBack({ page }: WentBackProps) {
  const { t } = useTranslation("debtor");
  const locale = useLocale();
  if (page.back.length === 0) return null;
  return (
    <Section title={t("receipt.back")}>
      <Facts>
        {page.back.map((one) => (
          <Fact
            key={one.id}
            name={
              <>
                {t(`receipt.went.${one.what}`)}
                <br />
                <span className="small quiet">
                  {longDate(dateInZone(one.at, page.zone), locale)}
                </span>
              </>
            }
          >
            <Amount minor={one.amountMinor} currency={page.currency} />
          </Fact>
        ))}
      </Facts>
    </Section>
  );
}
