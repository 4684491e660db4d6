import { useTranslation } from "react-i18next";
import type { Currency } from "#app/domain/money/currency.ts";
import type { CalendarDate } from "#app/domain/primitives/date.ts";
import { mediumDate } from "#app/i18n/dates.ts";
import { percent } from "#app/i18n/numbers.ts";
import { useLocale } from "#app/i18n/use-locale.ts";
import { Amount } from "../money/amount.tsx";
import { ButtonLink } from "../ui/button.tsx";
import { Fact } from "../ui/facts.tsx";
import { DateText } from "../ui/text.tsx";
import { OfferCard, Offers } from "./offer-card.tsx";
import type { Way } from "./way.ts";
import { useWayWords } from "./way-words.ts";

interface CardsProps {
  readonly ways: readonly Way[];
  readonly accountId: string;
  readonly currency: Currency;
  /** The plan in force that the chosen one would replace. */
  readonly replaces?: string | null;
}

/** Ways to pay side by side, each leading to its agreement. */
export function WayCards({ ways, accountId, currency, replaces = null }: CardsProps) {
  const { t } = useTranslation("debtor");
  const words = useWayWords();
  const instead = replaces === null ? "" : `&replaces=${replaces}`;
  return (
    <Offers few={ways.length === 2}>
      {ways.map((way) => {
        const { title, why, per, choose } = words(way);
        return (
          <OfferCard
            key={way.pick}
            title={title}
            why={why}
            eachMinor={way.eachMinor}
            currency={currency}
            per={per}
            {...(way.fit === null
              ? {}
              : { fit: way.fit, fitText: way.note ?? t(`ways.fit.${way.fit}`) })}
            facts={<WayFacts way={way} currency={currency} />}
          >
            <ButtonLink
              href={`/a/${accountId}/sign?offer=${way.pick}${instead}`}
              {...(way.fit === "closest" ? {} : { look: "second" })}
            >
              {choose}
            </ButtonLink>
          </OfferCard>
        );
      })}
    </Offers>
  );
}

function WayFacts({ way, currency }: { way: Way; currency: Currency }) {
  const { t } = useTranslation("debtor");
  const locale = useLocale();
  const isLess = way.overTodayMinor < 0n;
  const over = isLess ? -way.overTodayMinor : way.overTodayMinor;
  const rates = { simple: percent(way.annualRate, locale) };
  const hasCompound = way.annualRateCompound !== way.annualRate;
  return (
    <>
      <Fact name={t("ways.toPay")}>
        <Amount minor={way.toPayMinor} currency={currency} />
      </Fact>
      <Fact name={t(isLess ? "ways.lessThanToday" : "ways.overToday")}>
        <Amount minor={over} currency={currency} />
      </Fact>
      <Fact name={t("ways.rate")}>
        <span className="n">{rates.simple}</span>
        {hasCompound && (
          <span className="faint small">
            {" "}
            {t("ways.compound", { rate: percent(way.annualRateCompound, locale) })}
          </span>
        )}
      </Fact>
      {way.ofLeft !== null && (
        <Fact name={t("ways.ofLeft")}>
          <span className="n">{percent(way.ofLeft, locale)}</span>
          {way.warning && <span className="faint small"> {t("ways.tight")}</span>}
        </Fact>
      )}
      <DatedFact
        name={t("ways.firstOn")}
        on={way.firstDueOn}
        minor={way.firstMinor === way.eachMinor ? null : way.firstMinor}
        currency={currency}
      />
      {way.terms > 1 && (
        <DatedFact
          name={t("ways.lastOn")}
          on={way.lastDueOn}
          minor={way.lastMinor === way.eachMinor ? null : way.lastMinor}
          currency={currency}
        />
      )}
    </>
  );
}

interface DatedFactProps {
  readonly name: string;
  readonly on: CalendarDate;
  /** Where it is another amount than the rest. */
  readonly minor: bigint | null;
  readonly currency: Currency;
}

function DatedFact({ name, on, minor, currency }: DatedFactProps) {
  const locale = useLocale();
  return (
    <Fact name={name}>
      <DateText iso={on}>{mediumDate(on, locale)}</DateText>
      {minor !== null && (
        <>
          <br />
          <span className="faint">
            <Amount minor={minor} currency={currency} />
          </span>
        </>
      )}
    </Fact>
  );
}
