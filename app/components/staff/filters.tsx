import type { ReactNode } from "react";

/** Saved views of a list. */
export function Views({ label, views }: ViewsProps) {
  return (
    <nav className="views" aria-label={label}>
      {views.map((view) => (
        <a key={view.href} href={view.href} aria-current={view.current ? "page" : undefined}>
          {view.label}
        </a>
      ))}
    </nav>
  );
}

interface ViewsProps {
  readonly label: string;
  readonly views: readonly { readonly label: string; href: string; current: boolean }[];
}

/** A plain GET form over a list. Put `Filter`s and a button in it. */
export function Filters({ children }: { children: ReactNode }) {
  return <form className="filters">{children}</form>;
}

/** One filter: its label, and an input or select of class `input` with the same id. */
export function Filter({ id, label, children }: FilterProps) {
  return (
    <div>
      <label htmlFor={id}>{label}</label>
      {children}
    </div>
  );
}

interface FilterProps {
  readonly id: string;
  readonly label: ReactNode;
  readonly children: ReactNode;
}

/** What can be done with the rows that are ticked; stays at the foot of the window. */
export function BulkBar({ count, acts, note, clear }: BulkBarProps) {
  return (
    <div className="bulk">
      <b>{count}</b>
      <div className="acts">{acts}</div>
      {note && <span className="quiet">{note}</span>}
      {clear}
    </div>
  );
}

interface BulkBarProps {
  readonly count: ReactNode;
  readonly acts: ReactNode;
  readonly note?: ReactNode;
  readonly clear?: ReactNode;
}
