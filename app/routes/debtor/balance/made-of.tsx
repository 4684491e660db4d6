import { useTranslation } from "react-i18next";
import { Section } from "#app/components/layout/debtor-page.tsx";
import { Amount } from "#app/components/money/amount.tsx";
import { Ledger, LedgerRow, Sum, Total } from "#app/components/money/ledger.tsx";
import { SplitBar, Swatch } from "#app/components/money/split.tsx";
import { componentNames } from "#app/domain/money/components.ts";
import type { BalancePage } from "#app/services/reading/balance-page.ts";

/** The balance by component. */
export function MadeOf({ page }: { page: BalancePage }) {
  const { t } = useTranslation(["debtor", "common"]);
  const { components, currency, totalMinor } = page;
  const parts = componentNames.filter((name) => components[name] !== 0n);
  return (
    <Section title={t("balance.madeOf")}>
      <SplitBar sums={components} />
      <Ledger
        caption={t("balance.madeOf")}
        gap="small"
        total={
          <LedgerRow head={t("balance.total")}>
            <Total>
              <Amount minor={totalMinor} currency={currency} form="bare" />
            </Total>
          </LedgerRow>
        }
      >
        {parts.map((name) => (
          <LedgerRow
            key={name}
            head={
              <>
                <Swatch name={name} />
                {t(`common:component.${name}`)}
              </>
            }
          >
            <Sum>
              <Amount minor={components[name]} currency={currency} form="bare" />
            </Sum>
          </LedgerRow>
        ))}
      </Ledger>
    </Section>
  );
}
