import type { ReactNode } from "react";
import { Icon } from "./icon.tsx";

/** A numbered list of things the reader can do for themselves. */
export function Checks({ children }: { children: ReactNode }) {
  return <ol className="checks">{children}</ol>;
}

export function Check({ title, children }: { title: ReactNode; children: ReactNode }) {
  return (
    <li>
      <div>
        <h2>{title}</h2>
        {children}
      </div>
    </li>
  );
}

/** The address as a browser shows it, to compare letter by letter. */
export function WebAddress({ host }: { host: string }) {
  return (
    <span className="addr">
      <Icon name="lock" />
      <b>{host}</b>
    </span>
  );
}

/** A plain list with level strokes. */
export function PlainList({ children }: { children: ReactNode }) {
  return <ul className="plainlist small">{children}</ul>;
}
