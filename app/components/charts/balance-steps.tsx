import { useTranslation } from "react-i18next";
import type { Currency } from "#app/domain/money/currency.ts";
import { mediumDate, monthAndYear } from "#app/i18n/dates.ts";
import { axisNumber } from "#app/i18n/numbers.ts";
import { useLocale } from "#app/i18n/use-locale.ts";
import { Amount } from "../money/amount.tsx";
import { Head, Ledger, LedgerRow, Sum } from "../money/ledger.tsx";
import { Behind } from "../ui/behind.tsx";
import { datedBalances, drawSteps, type StepLine, type StepSeries } from "./steps-geometry.ts";

interface StepsProps {
  /** The first carries the message; the others differ by dash too. At most four. */
  readonly series: readonly StepSeries[];
  readonly currency: Currency;
  /** What the picture shows, for those who do not see it. */
  readonly title: string;
}

const looks = ["c1", "c3 dash", "c2 dot", "c3 dot"];
const dots = ["f1", "f3", "f2", "f3"];
const top = 20;
const height = 200;

/** Balances falling to zero, as steps; every dated figure stands in the table behind. */
export function BalanceSteps({ series, currency, title }: StepsProps) {
  const { t } = useTranslation("common");
  const locale = useLocale();
  const picture = drawSteps(series, currency);
  return (
    <>
      <svg className="chart" height="248" role="img" aria-label={title}>
        <Grid lines={picture.grid} />
        <svg
          x="0"
          y={top}
          width="100%"
          height={height}
          viewBox="0 0 100 100"
          preserveAspectRatio="none"
          overflow="visible"
          aria-hidden="true"
        >
          {picture.lines.map((line, index) => (
            <path key={line.key} className={`l ${looks[index] ?? "c3"}`} d={line.path} />
          ))}
        </svg>
        {picture.lines.map((line, index) => (
          <circle
            key={line.key}
            cx={share(line.endX)}
            cy={top + height}
            r="4"
            className={dots[index] ?? "f3"}
          />
        ))}
        {picture.lines.map((line) => (
          <Label key={line.key} line={line} />
        ))}
        <text x="0" y="240">
          {t("chart.today")}
        </text>
        {picture.ticks.map((tick) => (
          <Tick key={tick.on} x={share(tick.x)} text={tickText(tick.on)} />
        ))}
        <text x="100%" y="240" textAnchor="end">
          {monthAndYear(picture.to, locale)}
        </text>
      </svg>
      <Behind summary={t("chart.table")}>
        <DatedBalances series={series} currency={currency} title={title} />
      </Behind>
    </>
  );

  function tickText(on: (typeof picture.ticks)[number]["on"]): string {
    return on.endsWith("-01-01") ? on.slice(0, 4) : monthAndYear(on, locale);
  }
}

function Grid({ lines }: { lines: readonly { y: number; value: number }[] }) {
  const locale = useLocale();
  return (
    <>
      {lines.map((line) => (
        <g key={line.value}>
          <line x1="0" x2="100%" y1={at(line.y)} y2={at(line.y)} className="grid" />
          <text x="100%" y={at(line.y) - 5} textAnchor="end">
            {axisNumber(line.value, locale)}
          </text>
        </g>
      ))}
      <line x1="0" x2="100%" y1={top + height} y2={top + height} className="base" />
    </>
  );
}

/** Above the line to its right, or below it to its left: both are free of the line itself. */
function Label({ line }: { line: StepLine }) {
  const right = line.labelSide === "right";
  return (
    <text
      className="k halo"
      x={share(right ? line.labelX + 0.8 : line.labelX - 1.5)}
      y={at(line.labelY) + (right ? -8 : 14)}
      textAnchor={right ? "start" : "end"}
    >
      {line.label}
    </text>
  );
}

function Tick({ x, text }: { x: string; text: string }) {
  return (
    <>
      <line x1={x} x2={x} y1={top + height} y2={top + height + 5} className="base" />
      <text x={x} y="240" textAnchor="middle">
        {text}
      </text>
    </>
  );
}

function DatedBalances({ series, currency, title }: StepsProps) {
  const { t } = useTranslation("common");
  const locale = useLocale();
  const heads = (
    <>
      <Head>{t("chart.date")}</Head>
      {series.map((one) => (
        <Head key={one.key} right>
          {one.label}
        </Head>
      ))}
    </>
  );
  return (
    <Ledger caption={title} heads={heads} tight>
      {datedBalances(series).map(({ on, left }) => (
        <LedgerRow key={on} head={<time dateTime={on}>{mediumDate(on, locale)}</time>}>
          {series.map((one, index) => (
            <Sum key={one.key}>{amountOrNothing(left[index])}</Sum>
          ))}
        </LedgerRow>
      ))}
    </Ledger>
  );

  function amountOrNothing(minor: bigint | null | undefined) {
    if (minor === null || minor === undefined) return null;
    return <Amount minor={minor} currency={currency} form="bare" />;
  }
}

function at(percent: number): number {
  return Math.round(top + (percent * height) / 100);
}

function share(percent: number): string {
  return `${percent.toFixed(2)}%`;
}
