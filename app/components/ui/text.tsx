import type { ReactNode } from "react";

/** Text that must not break: a date, an amount, a number. */
export function NoBreak({ children }: { children: ReactNode }) {
  return <span className="nb">{children}</span>;
}

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
  return <p className="lead">{children}</p>;
}

/** What is quieter than the text around it. */
export function Quiet({ small, gap, children }: QuietProps) {
  return (
    <p className={`quiet${small ? " small" : ""}${gap ? ` ${gapClass[gap]}` : ""}`}>{children}</p>
  );
}

interface QuietProps {
  readonly small?: boolean;
  readonly gap?: "small" | "large";
  readonly children: ReactNode;
}

const gapClass = { small: "gap-s", large: "gap" } as const;
