import { Fragment, type ReactNode } from "react";

/** Text that must not break: a date, an amount, a number. */
export function NoBreak({ children }: { children: ReactNode }) {
  return <span className="nb">{children}</span>;
}

/**
 * A sentence whose sums and days stay whole, in the same text: between a digit and a han character
 * a line may break, so 700.00元 and 12月22日 would come apart. What is no plain text stays as it is.
 */
export function whole(text: ReactNode): ReactNode {
  if (typeof text !== "string" || !sumOrDay.test(text)) return text;
  return text.split(sumOrDay).map((part, index) => {
    const place = `${index} ${part}`;
    // Every other part is what the pattern took hold of.
    if (index % 2 === 1) return <NoBreak key={place}>{part}</NoBreak>;
    return <Fragment key={place}>{part}</Fragment>;
  });
}

const sumOrDay = /(\d[\d,]*(?:\.\d+)?\p{Script=Han}?元|(?:\d{4}年)?\d{1,2}月\d{1,2}日)/u;

/** Digits in columns' width, unbroken: a card's last four, a telephone number. */
export function Digits({ children }: { children: ReactNode }) {
  return <span className="n">{children}</span>;
}

/** What is carried to another place: one tap takes all of it. */
export function Copyable({ digits, children }: { digits?: boolean; children: ReactNode }) {
  return <span className={digits ? "copy n" : "copy"}>{children}</span>;
}

/** For screen readers only. */
export function ReadOut({ children }: { children: ReactNode }) {
  return <span className="sr">{children}</span>;
}

/** A calendar date with its machine form. `iso`: YYYY-MM-DD or an instant. */
export function DateText({ iso, children }: { iso: string; children: ReactNode }) {
  return (
    <time className="nb" dateTime={iso}>
      {children}
    </time>
  );
}

/** The one sentence under a page's title. */
export function Lead({ children }: { children: ReactNode }) {
  return <p className="lead">{whole(children)}</p>;
}

/** What is quieter than the text around it. */
export function Quiet({ small, gap, children }: QuietProps) {
  return (
    <p className={`quiet${small ? " small" : ""}${gap ? ` ${gapClass[gap]}` : ""}`}>
      {whole(children)}
    </p>
  );
}

interface QuietProps {
  readonly small?: boolean;
  readonly gap?: "small" | "large";
  readonly children: ReactNode;
}

const gapClass = { small: "gap-s", large: "gap" } as const;
