import { BalanceSteps } from "#app/components/charts/balance-steps.tsx";
import { MoneyInput } from "#app/components/forms/money-input.tsx";
import { Section } from "#app/components/layout/debtor-page.tsx";
import { Amount } from "#app/components/money/amount.tsx";
import { AffordFilter } from "#app/components/plan/afford-filter.tsx";
import { Keel } from "#app/components/plan/keel.tsx";
import { OfferCard, Offers } from "#app/components/plan/offer-card.tsx";
import { Schedule } from "#app/components/plan/schedule.tsx";
import { Button, ButtonLink } from "#app/components/ui/button.tsx";
import { Fact } from "#app/components/ui/facts.tsx";
import { Row, Rows } from "#app/components/ui/rows.tsx";
import { calendarDate } from "#app/domain/primitives/date.ts";
import { longDate, monthAndYear } from "#app/i18n/dates.ts";
import { percent } from "#app/i18n/numbers.ts";
import { useLocale } from "#app/i18n/use-locale.ts";
import { keelYears, schedule, stepsOf } from "./samples.ts";
import { type SampleText, useSay } from "./use-say.ts";

const currency = "CNY" as const;
const offer24 = schedule(24, 68_300n);
const offer36 = schedule(36, 49_900n, 1_796_204n);
const offer3 = schedule(3, 436_963n, 1_310_889n);

export function OfferSamples() {
  const say = useSay();
  const series = [
    stepsOf("24", say("short24"), offer24),
    stepsOf("36", say("short36"), schedule(36, 45_600n)),
    stepsOf("3", say("short3"), schedule(3, 546_200n)),
  ];
  return (
    <>
      <AffordFilter label={say("afford")} hint={say("affordHint")} id="afford">
        <MoneyInput id="afford" name="most" currency={currency} defaultValue="700" />
        <Button look="second">{say("update")}</Button>
      </AffordFilter>
      <Offers>
        <OfferCard
          title={say("offer24")}
          why={say("offer24why")}
          eachMinor={68_300n}
          currency={currency}
          per={say("monthly")}
          fit="closest"
          fitText={say("closest")}
          facts={<OfferFacts lines={offer24} overMinor={0n} rate="0" />}
        >
          <ButtonLink href="#24">{say("choose24")}</ButtonLink>
        </OfferCard>
        <OfferCard
          title={say("offer36")}
          why={say("offer36why")}
          eachMinor={49_900n}
          currency={currency}
          per={say("monthly")}
          fit="within"
          fitText={say("within")}
          facts={<OfferFacts lines={offer36} overMinor={157_593n} rate="0.0599" />}
        >
          <ButtonLink href="#36" look="second">
            {say("choose36")}
          </ButtonLink>
        </OfferCard>
        <OfferCard
          title={say("offer3")}
          why={say("offer3why")}
          eachMinor={436_963n}
          currency={currency}
          per={say("each")}
          facts={<OfferFacts lines={offer3} overMinor={-327_722n} rate="0" />}
        >
          <ButtonLink href="#3" look="second">
            {say("choose3")}
          </ButtonLink>
        </OfferCard>
      </Offers>
      <Rows joined>
        <Row href="#own" title={say("own")} detail={say("ownDetail")} />
      </Rows>
      <Section title={say("chart")} under={say("chartUnder")}>
        <BalanceSteps series={series} currency={currency} title={say("chartTitle")} />
      </Section>
    </>
  );
}

function OfferFacts({ lines, overMinor, rate }: OfferFactsProps) {
  const say = useSay();
  const locale = useLocale();
  const whole = lines.reduce((sum, line) => sum + line.amountMinor, 0n);
  const [first, last] = [lines[0], lines.at(-1)];
  const facts: [SampleText, React.ReactNode][] = [
    ["totalToPay", <Amount key="total" minor={whole} currency={currency} />],
    ["overToday", <Amount key="over" minor={overMinor} currency={currency} />],
    ["rate", percent(rate, locale)],
    ["first", first && longDate(first.dueOn, locale)],
    ["last", last && longDate(last.dueOn, locale)],
  ];
  return facts.map(([name, fact]) => (
    <Fact key={name} name={say(name)}>
      {fact}
    </Fact>
  ));
}

interface OfferFactsProps {
  readonly lines: ReturnType<typeof schedule>;
  readonly overMinor: bigint;
  readonly rate: string;
}

export function PlanSamples() {
  const say = useSay();
  const locale = useLocale();
  const names = (["2026-12", "2027-11", "2027-12", "2028-11"] as const).map((month) =>
    monthAndYear(calendarDate(`${month}-01`), locale),
  );
  const [a = "", b = "", c = "", d = ""] = names;
  const years = keelYears([
    [a, b],
    [c, d],
  ]);
  return (
    <>
      <Section title={say("plan")} under={say("planUnder")}>
        <Keel years={years} />
      </Section>
      <Section title={say("schedule")}>
        <Schedule lines={offer24} currency={currency} caption={say("schedule")} />
        <p className="gap" />
        <Schedule lines={offer3} currency={currency} caption={say("schedule")} />
      </Section>
    </>
  );
}
