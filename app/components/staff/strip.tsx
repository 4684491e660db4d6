import type { ReactNode } from "react";

/** The figures of a page in one line, five at most. Put `StripFigure` in it. */
export function Strip({ children }: { children: ReactNode }) {
  return <dl className="strip">{children}</dl>;
}

interface StripFigureProps {
  readonly name: ReactNode;
  readonly detail?: ReactNode;
  /** The detail is a clock that runs. */
  readonly late?: boolean;
  readonly children: ReactNode;
}

export function StripFigure({ name, detail, late, children }: StripFigureProps) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>
        {children}
        {detail && <span className={late ? "s late" : "s"}>{detail}</span>}
      </dd>
    </div>
  );
}
