import { useTranslation } from "react-i18next";
import type { Currency } from "#app/domain/money/currency.ts";
import type { CalendarDate } from "#app/domain/primitives/date.ts";
import { mediumDate } from "#app/i18n/dates.ts";
import { percent } from "#app/i18n/numbers.ts";
import { useLocale } from "#app/i18n/use-locale.ts";
import { PageForm } from "../forms/page-form.tsx";
import { useFrame } from "../layout/frame.tsx";
import { Amount } from "../money/amount.tsx";
import { Behind } from "../ui/behind.tsx";
import { Button, ButtonLink } from "../ui/button.tsx";
import { Fact } from "../ui/facts.tsx";
import { DateText } from "../ui/text.tsx";
import { AccountName } from "./account-name.tsx";
import { OfferCard, Offers } from "./offer-card.tsx";
import type { Way } from "./way.ts";
import { useWayWords } from "./way-words.ts";

interface CardsProps {
  readonly ways: readonly Way[];
  readonly accountId: string;
  readonly currency: Currency;
  /** The plan in force that the chosen one would replace. */
  readonly replaces?: string | null;
  /** Where the agreement stands, up to its query; absent: the account's own. */
  readonly signAt?: string;
  /** To be read only: there is nothing to press. */
  readonly still?: boolean;
}

/** The ways in front, and the others behind a line that says how many. */
export function WaysInTurn({ ways, more, ...shared }: CardsProps & { more: readonly Way[] }) {
  const { t } = useTranslation("debtor");
  return (
    <>
      <WayCards ways={ways} {...shared} />
      {more.length > 0 && (
        <Behind summary={t("ways.more", { count: more.length })}>
          <WayCards ways={more} {...shared} />
        </Behind>
      )}
    </>
  );
}

/** Ways to pay side by side, each leading to its agreement; a helper proposes one instead. */
export function WayCards(props: CardsProps) {
  const { ways, accountId, currency, replaces = null, still = false } = props;
  const { signAt = `/a/${accountId}/sign?` } = props;
  const { t } = useTranslation("debtor");
  const words = useWayWords();
  const { helper } = useFrame();
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
            {helper && !still && (
              <Suggest pick={way.pick} accountId={accountId} isMain={way.fit === "closest"} />
            )}
            {!helper && !still && (
              <ButtonLink
                href={`${signAt}offer=${way.pick}${instead}`}
                {...(way.fit === "closest" ? {} : { look: "second" })}
              >
                {choose}
              </ButtonLink>
            )}
          </OfferCard>
        );
      })}
    </Offers>
  );
}

interface SuggestProps {
  readonly pick: string;
  readonly accountId: string;
  readonly isMain: boolean;
}

/** A helper signs nothing: the debtor finds it and decides. */
function Suggest({ pick, accountId, isMain }: SuggestProps) {
  const { t } = useTranslation("debtor");
  return (
    <PageForm action={`/a/${accountId}/suggest`}>
      <input type="hidden" name="pick" value={pick} />
      <Button {...(isMain ? {} : { look: "second" })}>{t("suggested.suggest")}</Button>
    </PageForm>
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
      {way.parts?.map(({ accountId, card, product, eachMinor }) => (
        <Fact key={accountId} name={<AccountName card={card} product={product} />}>
          <Amount minor={eachMinor} currency={currency} />
        </Fact>
      ))}
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
