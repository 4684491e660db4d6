import type { ReactNode } from "react";
import { classes } from "../ui/classes.ts";

interface GridProps {
  /** Read out; on screen the heading above says it. */
  readonly caption: string;
  /** `GridHead`s. */
  readonly heads: ReactNode;
  /** `tr`s, or several `GridGroup`s. */
  readonly children: ReactNode;
  readonly grouped?: boolean;
}

/** A table to work through: J and K move, Enter opens. */
export function Grid({ caption, heads, children, grouped }: GridProps) {
  return (
    <div className="scroll">
      <table className="grid" aria-label={caption}>
        <thead>
          <tr>{heads}</tr>
        </thead>
        {grouped ? children : <tbody>{children}</tbody>}
      </table>
    </div>
  );
}

interface GridHeadProps {
  readonly right?: boolean;
  readonly sort?: "ascending" | "descending";
  /** A link that sorts by this column. */
  readonly href?: string;
  readonly children?: ReactNode;
}

export function GridHead({ right, sort, href, children }: GridHeadProps) {
  return (
    <th scope="col" className={right ? "r" : undefined} aria-sort={sort}>
      {href ? <a href={href}>{children}</a> : children}
    </th>
  );
}

/** Rows under a heading of their own: what is late, what is due today. */
export function GridGroup({ title, columns, children }: GridGroupProps) {
  return (
    <tbody>
      <tr className="group">
        <th colSpan={columns} scope="rowgroup">
          {title}
        </th>
      </tr>
      {children}
    </tbody>
  );
}

interface GridGroupProps {
  readonly title: ReactNode;
  readonly columns: number;
  readonly children: ReactNode;
}

/** `current` carries the ink edge, `selected` the teal ground. */
export function GridRow({ current, selected, children }: GridRowProps) {
  const look = classes(current && "cur", selected && "sel");
  return <tr className={look || undefined}>{children}</tr>;
}

interface GridRowProps {
  readonly current?: boolean;
  readonly selected?: boolean;
  readonly children: ReactNode;
}

/** `look`: right for figures, quiet for what is read second, late for a clock that ran out. */
export function Cell({ look, children }: CellProps) {
  const quiet = look === "quiet" && "quiet";
  return (
    <td className={classes(look === "right" && "r", quiet, look === "late" && "late") || undefined}>
      {children}
    </td>
  );
}

interface CellProps {
  readonly look?: "right" | "quiet" | "late";
  readonly children?: ReactNode;
}
