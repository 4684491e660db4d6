import { useTranslation } from "react-i18next";
import { Money } from "#app/components/money/money.tsx";
import { Strip, StripFigure } from "#app/components/staff/strip.tsx";

interface SuspenseStripProps {
  readonly page: {
    readonly open: number;
    readonly oldestDays: number | null;
    readonly suspense: readonly {
      readonly currency: string;
      readonly booked: bigint;
      readonly cases: bigint;
      readonly open: number;
    }[];
  };
}

/** How much is open, for how long, and suspense by currency, held against its open cases. */
export function SuspenseStrip({ page }: SuspenseStripProps) {
  const { t } = useTranslation("staff");
  const { open, oldestDays, suspense } = page;
  return (
    <Strip>
      <StripFigure name={t("breaks.open")}>{open > 99 ? "99+" : open}</StripFigure>
      <StripFigure name={t("breaks.oldest")}>
        {oldestDays === null ? "—" : t("breaks.days", { count: oldestDays })}
      </StripFigure>
      {suspense.slice(0, 3).map(({ currency, booked, cases, open: count }) => (
        <StripFigure
          key={currency}
          name={t("breaks.suspense", { currency })}
          late={booked !== cases}
          detail={booked === cases ? t("breaks.cases", { count }) : t("breaks.casesDiffer")}
        >
          <Money minor={booked} currency={currency} />
        </StripFigure>
      ))}
    </Strip>
  );
}
