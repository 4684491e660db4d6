import { useTranslation } from "react-i18next";
import { classes } from "../ui/classes.ts";
import { ReadOut } from "../ui/text.tsx";

export type MarkState = "paid" | "moved" | "next" | "to-come" | "over";

export interface KeelYear {
  /** Months as shown: "Dec 2026". */
  readonly from: string;
  readonly to: string;
  readonly marks: readonly { readonly n: number; readonly state: MarkState }[];
}

interface KeelProps {
  readonly years: readonly KeelYear[];
  /** `part`: twelve instalments that are no year, as of a weekly plan. */
  readonly by?: "year" | "part";
}

/** One mark an instalment; a line is a year, so that sixty still fit. */
export function Keel({ years, by = "year" }: KeelProps) {
  const { t } = useTranslation("common");
  const isOver = years.some(({ marks }) => marks.some(({ state }) => state === "over"));
  return (
    <>
      <ol className="keel">
        {years.map((year, index) => (
          <Year key={year.marks[0]?.n} year={year} n={index + 1} by={by} />
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
        {!isOver && (
          <li>
            <svg className="sw next" viewBox="0 0 12 12" aria-hidden="true">
              <rect x="1.25" y="1.25" width="9.5" height="9.5" />
            </svg>
            {t("keel.legendNext")}
          </li>
        )}
      </ul>
    </>
  );
}

interface YearProps {
  readonly year: KeelYear;
  readonly n: number;
  readonly by: "year" | "part";
}

function Year({ year, n, by }: YearProps) {
  const { t } = useTranslation("common");
  const numbers = { first: year.marks[0]?.n ?? 0, last: year.marks.at(-1)?.n ?? 0 };
  const span = { from: year.from, to: year.to };
  const alone = numbers.first === numbers.last;
  return (
    <>
      <li className="yr">
        {by === "year"
          ? t("keel.year", { n, ...span })
          : alone
            ? t("keel.one", { n: numbers.first, from: year.from })
            : t("keel.part", { ...numbers, ...span })}
      </li>
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
  over: "",
} as const;

const texts = {
  paid: "keel.paid",
  moved: "keel.moved",
  next: "keel.next",
  "to-come": "keel.toCome",
  over: "keel.over",
} as const;
