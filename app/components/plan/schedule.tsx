import { useTranslation } from "react-i18next";
import type { Currency } from "#app/domain/money/currency.ts";
import type { ScheduleLine } from "#app/domain/plans/offer.ts";
import { mediumDate, shortDate, weekday } from "#app/i18n/dates.ts";
import { otherLocale } from "#app/i18n/locale.ts";
import { useLocale } from "#app/i18n/use-locale.ts";
import { Amount } from "../money/amount.tsx";
import { Behind } from "../ui/behind.tsx";
import { whole } from "../ui/text.tsx";

interface ScheduleProps {
  readonly lines: readonly ScheduleLine[];
  readonly currency: Currency;
  readonly caption: string;
  /** Heads in both languages: the schedule of an agreement. */
  readonly bilingual?: boolean;
  /** Short plans are shown whole; of a long one the middle is folded. Default 12. */
  readonly wholeUpTo?: number;
}

const shownAtStart = 5;

/** Every instalment with its date, amount and what is left after it; the total is proven. */
export function Schedule({ wholeUpTo = 12, ...props }: ScheduleProps) {
  const { t } = useTranslation("common");
  const { lines } = props;
  if (lines.length <= wholeUpTo) return <Part {...props} heads total />;
  const middle = lines.slice(shownAtStart, -1);
  const between = { from: shownAtStart + 1, to: lines.length - 1 };
  return (
    <>
      <Part {...props} shown={lines.slice(0, shownAtStart)} heads />
      <Behind summary={t("schedule.between", between)}>
        <Part {...props} shown={middle} heads />
      </Behind>
      <Part {...props} shown={lines.slice(-1)} total />
    </>
  );
}

interface PartProps extends ScheduleProps {
  readonly shown?: readonly ScheduleLine[];
  readonly heads?: boolean;
  readonly total?: boolean;
}

function Part({ lines, shown = lines, currency, caption, bilingual, heads, total }: PartProps) {
  return (
    <div className="scroll">
      <table className="ledger sched" aria-label={caption}>
        {heads && <Heads bilingual={bilingual} />}
        <tbody>
          {shown.map((line) => (
            <Line key={line.n} line={line} currency={currency} />
          ))}
        </tbody>
        {total && <Foot lines={lines} currency={currency} />}
      </table>
    </div>
  );
}

const columns = ["n", "due", "amount", "after"] as const;

function Heads({ bilingual }: { bilingual: boolean | undefined }) {
  const { t, i18n } = useTranslation("common");
  const other = otherLocale(useLocale());
  const inOther = i18n.getFixedT(other, "common");
  return (
    <thead>
      <tr>
        {columns.map((column, index) => (
          <th key={column} scope="col" className={index > 1 ? "r" : undefined}>
            {t(`schedule.${column}`)}
            {bilingual && (
              <span className="sub" lang={other}>
                {inOther(`schedule.${column}`)}
              </span>
            )}
          </th>
        ))}
      </tr>
    </thead>
  );
}

function Line({ line, currency }: { line: ScheduleLine; currency: Currency }) {
  const { t } = useTranslation("common");
  const locale = useLocale();
  const { dueOn, movedFrom } = line;
  const moved = movedFrom && (dueOn > movedFrom ? "schedule.moved" : "schedule.movedEarlier");
  return (
    <tr>
      <th scope="row">
        <span className="n">{line.n}</span>
      </th>
      <td className="l">
        <time className="nb" dateTime={dueOn}>
          {mediumDate(dueOn, locale)}
          <span className="wd">
            {t("weekdaySeparator")}
            {weekday(dueOn, locale, "short")}
          </span>
        </time>
        {moved && (
          <span className="sub">{whole(t(moved, { date: shortDate(movedFrom, locale) }))}</span>
        )}
      </td>
      <td>
        <Amount minor={line.amountMinor} currency={currency} form="bare" />
      </td>
      <td>
        <Amount minor={line.balanceAfterMinor} currency={currency} form="bare" />
      </td>
    </tr>
  );
}

function Foot({ lines, currency }: Pick<ScheduleProps, "lines" | "currency">) {
  const { t } = useTranslation("common");
  const whole = lines.reduce((total, line) => total + line.amountMinor, 0n);
  return (
    <tfoot>
      <tr>
        <th scope="row" colSpan={2}>
          {t("schedule.total", { count: lines.length })}
        </th>
        <td>
          <span className="total">
            <Amount minor={whole} currency={currency} form="bare" />
          </span>
        </td>
        <td>
          <span className="total">
            <Amount minor={lines.at(-1)?.balanceAfterMinor ?? 0n} currency={currency} form="bare" />
          </span>
        </td>
      </tr>
    </tfoot>
  );
}
