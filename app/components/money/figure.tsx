import type { ReactNode } from "react";
import type { Currency } from "#app/domain/money/currency.ts";
import { money, moneyParts } from "#app/i18n/money.ts";
import { useLocale } from "#app/i18n/use-locale.ts";
import { ReadOut } from "../ui/text.tsx";

interface FigureProps {
  readonly minor: bigint;
  readonly currency: Currency;
  /** The page's one large figure, or the figure of an offer. */
  readonly size?: "large" | "second";
}

/** Small ¥, large whole part, smaller fen; a screen reader gets the plain amount. */
export function Figure({ minor, currency, size = "large" }: FigureProps) {
  const locale = useLocale();
  const parts = moneyParts(minor, currency, locale);
  return (
    <span className={size === "large" ? "figure" : "fig2"}>
      <span aria-hidden="true">
        {parts.sign}
        <span className="cur">{parts.symbol}</span>
        {parts.whole}
        {parts.fraction && <small>{parts.fraction}</small>}
      </span>
      <ReadOut>{money(minor, currency, locale)}</ReadOut>
    </span>
  );
}

/** A time as the page's large figure: when to try again. */
export function TimeFigure({ children }: { children: ReactNode }) {
  return <span className="figure">{children}</span>;
}

/** The line above a figure: whose it is, and of which account. */
export function Eyebrow({ left, right }: { left: ReactNode; right?: ReactNode }) {
  return (
    <p className="eyebrow">
      <span>{left}</span>
      {right && <span>{right}</span>}
    </p>
  );
}

/** The line under a figure: as of when, and what it includes. */
export function AsOf({ children }: { children: ReactNode }) {
  return <p className="asof">{children}</p>;
}
