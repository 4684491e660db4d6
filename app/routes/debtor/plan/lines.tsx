import { useTranslation } from "react-i18next";
import { Amount } from "#app/components/money/amount.tsx";
import { Head, Ledger, LedgerRow, Sum, Total } from "#app/components/money/ledger.tsx";
import { Behind } from "#app/components/ui/behind.tsx";
import { DateText } from "#app/components/ui/text.tsx";
import type { Currency } from "#app/domain/money/currency.ts";
import type { CalendarDate } from "#app/domain/primitives/date.ts";
import { mediumDate, shortDate } from "#app/i18n/dates.ts";
import { useLocale } from "#app/i18n/use-locale.ts";

export interface Line {
  readonly n: number;
  readonly dueOn: CalendarDate;
  readonly movedFrom: CalendarDate | null;
  readonly amountMinor: bigint;
  readonly paidMinor: bigint;
  readonly status: "paid" | "part" | "unpaid";
  readonly paidOn: CalendarDate | null;
  readonly moved: boolean;
  readonly isNext: boolean;
  readonly isLate: boolean;
}

interface LinesProps {
  readonly lines: readonly Line[];
  readonly currency: Currency;
  /** The plan has ended: what is left of it comes no more. */
  readonly isOver: boolean;
}

const shownAround = 5;

/** Every instalment with its state; of a long plan the ones around the next stand open. */
export function PlanLines({ lines, ...plan }: LinesProps) {
  const { t } = useTranslation("debtor");
  if (lines.length <= 12) return <Table lines={lines} {...plan} all={lines} />;
  const next = Math.max(
    lines.findIndex((line) => line.isNext),
    0,
  );
  const from = Math.max(0, Math.min(next - 2, lines.length - shownAround));
  return (
    <>
      <Table lines={lines.slice(from, from + shownAround)} {...plan} />
      <Behind summary={t("plan.allLines", { count: lines.length })}>
        <Table lines={lines} {...plan} all={lines} />
      </Behind>
    </>
  );
}

function Table({ lines, currency, isOver, all }: LinesProps & { all?: readonly Line[] }) {
  const { t } = useTranslation("debtor");
  const sum = (all ?? []).reduce((total, line) => total + line.amountMinor, 0n);
  const heads = (
    <>
      <Head>{t("plan.due")}</Head>
      <Head right>{t("plan.amount")}</Head>
    </>
  );
  const total = all && (
    <LedgerRow head={t("plan.sum", { count: all.length })}>
      <Total>
        <Amount minor={sum} currency={currency} form="bare" />
      </Total>
    </LedgerRow>
  );
  return (
    <Ledger caption={t("plan.schedule")} heads={heads} total={total}>
      {lines.map((line) => (
        <PlanRow key={line.n} line={line} currency={currency} isOver={isOver} />
      ))}
    </Ledger>
  );
}

interface RowProps {
  readonly line: Line;
  readonly currency: Currency;
  readonly isOver: boolean;
}

function PlanRow({ line, currency, isOver }: RowProps) {
  const locale = useLocale();
  const head = (
    <>
      <span className="n faint">{line.n}</span>{" "}
      <DateText iso={line.dueOn}>{mediumDate(line.dueOn, locale)}</DateText>
    </>
  );
  return (
    <LedgerRow head={head} detail={<LineState line={line} currency={currency} isOver={isOver} />}>
      <Sum>
        <Amount minor={line.amountMinor} currency={currency} form="bare" />
      </Sum>
    </LedgerRow>
  );
}

function LineState({ line, currency, isOver }: RowProps) {
  const { t } = useTranslation("debtor");
  const locale = useLocale();
  const open = line.amountMinor - line.paidMinor;
  const { movedFrom, paidOn } = line;
  return (
    <>
      {line.status === "paid"
        ? t("plan.state.paid", { date: paidOn ? shortDate(paidOn, locale) : "" })
        : t(`plan.state.${stateOf(line, isOver)}`)}
      {line.status === "part" && (
        <>
          {t("plan.separator")}
          {t(isOver ? "plan.state.partPaid" : "plan.state.part")}{" "}
          <Amount minor={isOver ? line.paidMinor : open} currency={currency} form="bare" />
        </>
      )}
      {movedFrom &&
        t("plan.separator") + t("plan.movedFrom", { date: shortDate(movedFrom, locale) })}
    </>
  );
}

function stateOf({ isLate, isNext }: Line, isOver: boolean): "late" | "next" | "toCome" | "over" {
  if (isOver) return "over";
  if (isLate) return "late";
  return isNext ? "next" : "toCome";
}
