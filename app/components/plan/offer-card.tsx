import type { ReactNode } from "react";
import type { Currency } from "#app/domain/money/currency.ts";
import { Figure } from "../money/figure.tsx";
import { classes } from "../ui/classes.ts";
import { Tag } from "../ui/tag.tsx";

/** Ways to pay side by side; each has the same facts in the same order. */
export function Offers({ few, children }: { few?: boolean; children: ReactNode }) {
  return <div className={classes("offers", few && "few")}>{children}</div>;
}

interface OfferCardProps {
  readonly title: ReactNode;
  /** One or two lines: what it means for the reader. */
  readonly why: ReactNode;
  readonly eachMinor: bigint;
  readonly currency: Currency;
  /** "on the 25th each month", "each". */
  readonly per: ReactNode;
  /** Closest to the budget (teal edge and word), or within it (word). */
  readonly fit?: "closest" | "within";
  readonly fitText?: ReactNode;
  /** `Fact`s. */
  readonly facts: ReactNode;
  /** One button, or a form with one; filled on the closest fit only. */
  readonly children: ReactNode;
}

export function OfferCard(props: OfferCardProps) {
  const { title, why, eachMinor, currency, per, fit, fitText, facts, children } = props;
  return (
    <article className={classes("offer", fit === "closest" && "fits")}>
      <h2>
        {title}
        {fit && <Tag tone={fit === "closest" ? "on" : undefined}>{fitText}</Tag>}
      </h2>
      <p className="why">{why}</p>
      <p className="each">
        <Figure minor={eachMinor} currency={currency} size="second" />{" "}
        <span className="per">{per}</span>
      </p>
      <dl className="facts">{facts}</dl>
      {children}
    </article>
  );
}
