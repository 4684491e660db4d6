import { useTranslation } from "react-i18next";
import { Block } from "#app/components/staff/block.tsx";
import { Behind } from "#app/components/ui/behind.tsx";
import { Fact, Facts } from "#app/components/ui/facts.tsx";
import { Log, LogLine } from "#app/components/ui/log.tsx";
import { Tag } from "#app/components/ui/tag.tsx";
import type { Currency } from "#app/domain/money/currency.ts";
import { type CalendarDate, calendarDate } from "#app/domain/primitives/date.ts";
import { mediumDate, shortMoment } from "#app/i18n/dates.ts";
import { money } from "#app/i18n/money.ts";
import { useLocale } from "#app/i18n/use-locale.ts";
import type { StaffAccountPage } from "#app/services/reading/staff-account.server.ts";

interface AutopayBlockProps {
  readonly autopay: NonNullable<StaffAccountPage["autopay"]>;
  readonly currency: Currency;
  readonly zone: string;
}

/** Whether the plan is charged by itself, the next charge, and how the last ones came out. */
export function AutopayBlock({ autopay, currency, zone }: AutopayBlockProps) {
  const { t } = useTranslation("staff");
  const locale = useLocale();
  const { state, next, card } = autopay;
  const tag = (
    <Tag {...(state === "on" ? { tone: "on" as const } : {})}>{t(`autopay.states.${state}`)}</Tag>
  );
  return (
    <Block title={t("autopay.title")} beside={tag}>
      <Facts>
        <Fact name={t("autopay.state")}>
          {t("autopay.since", { date: shortMoment(autopay.since, zone, locale) })}
        </Fact>
        <Fact name={t("autopay.next")}>
          {next === null
            ? t("autopay.none")
            : t("autopay.nextOn", {
                date: mediumDate(next.on as CalendarDate, locale),
                amount: money(next.amountMinor, currency, locale),
              })}
        </Fact>
        {card && (
          <Fact name={t("autopay.card")}>
            <span className="n">
              {card.brand} ···· {card.last4}
            </span>
          </Fact>
        )}
      </Facts>
      {autopay.tries.length > 0 && <Tries autopay={autopay} currency={currency} />}
    </Block>
  );
}

function Tries({ autopay, currency }: Omit<AutopayBlockProps, "zone">) {
  const { t } = useTranslation("staff");
  const locale = useLocale();
  return (
    <Behind summary={t("autopay.tries")}>
      <Log>
        {autopay.tries.map((one) => (
          <LogLine
            key={one.id}
            when={mediumDate(calendarDate(one.on), locale)}
            iso={one.on}
            title={[
              t("autopay.try", { n: one.n, try: one.try }),
              money(one.amountMinor, currency, locale),
            ].join(" · ")}
            detail={[t(`autopay.charge.${one.state}`), one.code].filter(Boolean).join(" · ")}
          />
        ))}
      </Log>
    </Behind>
  );
}
