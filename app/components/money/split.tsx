import { useTranslation } from "react-i18next";
import type { Component, Components } from "#app/domain/money/components.ts";
import type { Currency } from "#app/domain/money/currency.ts";
import { classes } from "../ui/classes.ts";
import { Amount } from "./amount.tsx";
import { layOut, type Part, type Piece, partsOf, smallRest } from "./parts.ts";

interface SplitProps {
  readonly sums: Components;
  /** The order of the pieces: of allocation on a receipt; else principal first. */
  readonly order?: readonly Component[];
  /** 28 px: on the receipt, where the split is the matter. */
  readonly tall?: boolean;
}

/**
 * A balance or a payment as one level line divided into its parts. Where one part leaves the
 * others too thin to see, a second line shows those enlarged. Words and sums stand beside it.
 */
export function SplitBar({ sums, order, tall }: SplitProps) {
  const pieces = layOut(partsOf(sums, order));
  const rest = smallRest(pieces);
  return (
    <>
      <Bar pieces={pieces} tall={tall} />
      {rest.length > 0 && <Enlarged rest={rest} />}
    </>
  );
}

/** The parts by name, with their sums when a currency is given. */
export function SplitLegend({ sums, order, currency }: SplitProps & { currency?: Currency }) {
  const { t } = useTranslation("common");
  return (
    <ul className="legend">
      {partsOf(sums, order).map(({ name, minor }) => (
        <li key={name}>
          <Swatch name={name} />
          {t(`component.${name}`)} {currency && <Amount {...{ minor, currency }} form="bare" />}
        </li>
      ))}
    </ul>
  );
}

/** The colour of a component, beside its name. */
export function Swatch({ name }: { name: Component }) {
  return (
    <svg className="sw" aria-hidden="true">
      <rect width="100%" height="100%" className={`p-${name}`} />
    </svg>
  );
}

function Bar({ pieces, tall, under }: BarProps) {
  return (
    <svg className={classes("split", tall && "tall", under && "under")} aria-hidden="true">
      {pieces.map(({ name, start, width }) => (
        <rect
          key={name}
          x={percent(start)}
          width={percent(width)}
          height="100%"
          className={`p-${name}`}
        />
      ))}
    </svg>
  );
}

interface BarProps {
  readonly pieces: readonly Piece[];
  readonly tall?: boolean;
  readonly under?: boolean;
}

function Enlarged({ rest }: { rest: readonly Piece[] }) {
  const { t } = useTranslation("common");
  const from = percent(rest[0]?.start ?? 0);
  const parts: Part[] = rest.map(({ name, minor }) => ({ name, minor }));
  return (
    <>
      <svg className="lens" role="img" aria-label={t("split.rest")}>
        <line x1={from} y1="0" x2="0" y2="100%" />
        <line x1="100%" y1="0" x2="100%" y2="100%" />
      </svg>
      <Bar pieces={layOut(parts)} under />
    </>
  );
}

function percent(hundredths: number): string {
  return `${(hundredths / 100).toFixed(2)}%`;
}
