import { useTranslation } from "react-i18next";
import { classes } from "../ui/classes.ts";
import { ReadOut } from "../ui/text.tsx";

export type MarkState = "paid" | "moved" | "next" | "to-come";

export interface KeelYear {
  /** Months as shown: "Dec 2026". */
  readonly from: string;
  readonly to: string;
  readonly marks: readonly { readonly n: number; readonly state: MarkState }[];
}

/** One mark an instalment; a line is a year, so that sixty still fit. */
export function Keel({ years }: { years: readonly KeelYear[] }) {
  const { t } = useTranslation("common");
  return (
    <>
      <ol className="keel">
        {years.map((year, index) => (
          <Year key={year.from} year={year} n={index + 1} />
        ))}
      </ol>
      <ul className="legend">
        <li>
          <svg className="sw" aria-hidden="true">
            <rect width="100%" height="100%" className="p-principal" />
          </svg>
          {t("keel.legendPaid")}
        </li>
        <li>
          <svg className="sw" aria-hidden="true">
            <rect width="100%" height="100%" className="p-principal" />
            <rect y="55%" width="100%" height="45%" className="p-interest" />
          </svg>
          {t("keel.legendMoved")}
        </li>
        <li>
          <svg className="sw next" viewBox="0 0 12 12" aria-hidden="true">
            <rect x="1.25" y="1.25" width="9.5" height="9.5" />
          </svg>
          {t("keel.legendNext")}
        </li>
      </ul>
    </>
  );
}

function Year({ year, n }: { year: KeelYear; n: number }) {
  const { t } = useTranslation("common");
  return (
    <>
      <li className="yr">{t("keel.year", { n, from: year.from, to: year.to })}</li>
      {year.marks.map((mark) => (
        <li key={mark.n} className={looks[mark.state] || undefined}>
          <ReadOut>{t(texts[mark.state], { n: mark.n })}</ReadOut>
        </li>
      ))}
    </>
  );
}

const looks = {
  paid: "paid",
  moved: classes("paid", "moved"),
  next: "next",
  "to-come": "",
} as const;

const texts = {
  paid: "keel.paid",
  moved: "keel.moved",
  next: "keel.next",
  "to-come": "keel.toCome",
} as const;
