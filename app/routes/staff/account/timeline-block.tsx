import { useTranslation } from "react-i18next";
import { Block } from "#app/components/staff/block.tsx";
import { Log, LogLine } from "#app/components/ui/log.tsx";
import { parseAmount } from "#app/domain/money/amount.ts";
import { isCurrency } from "#app/domain/money/currency.ts";
import { shortMoment } from "#app/i18n/dates.ts";
import type { Locale } from "#app/i18n/locale.ts";
import { money } from "#app/i18n/money.ts";
import { useLocale } from "#app/i18n/use-locale.ts";
import type { StaffAccountPage } from "#app/services/reading/staff-account.server.ts";

type Happening = StaffAccountPage["timeline"][number];

/** Every fact of the account, and how far each has come into the collector's system. */
export function TimelineBlock({ account }: { account: StaffAccountPage }) {
  const { t } = useTranslation("staff");
  const locale = useLocale();
  const steps = <span className="quiet">{t("account.steps")}</span>;
  return (
    <Block title={t("account.timeline")} beside={steps}>
      {account.timeline.length === 0 && <p className="gap-s">{t("account.nothingYet")}</p>}
      <Log>
        {account.timeline.map((one) => (
          <LogLine
            key={one.key}
            when={shortMoment(one.at, account.zone, locale)}
            iso={new Date(one.at).toISOString()}
            title={t(`event.${one.what.replace(/[.-]/g, "_")}` as "event.link_sent")}
            detail={<Detail one={one} locale={locale} />}
            delivery={{ reached: one.reached, times: {} }}
          />
        ))}
      </Log>
    </Block>
  );
}

function Detail({ one, locale }: { one: Happening; locale: Locale }) {
  const { t } = useTranslation(["staff", "debtor"]);
  const parts = [
    amountOf(one, locale),
    one.channel && t(`channel.${one.channel as "sms"}`),
    one.kind && t(`debtor:holdKind.${one.kind as "dispute"}`),
  ];
  return <>{parts.filter(Boolean).join(t("account.separator"))}</>;
}

function amountOf({ amount, currency }: Happening, locale: Locale): string | null {
  if (amount === null || currency === null || !isCurrency(currency)) return null;
  const minor = parseAmount(amount, currency);
  return typeof minor === "bigint" ? money(minor, currency, locale) : null;
}
