import type { ReactNode } from "react";
import { classes } from "../ui/classes.ts";

interface LedgerProps {
  /** Read out; on screen the heading above says it. */
  readonly caption: string;
  /** `Head`s of the columns; they carry the unit. */
  readonly heads?: ReactNode;
  /** A `LedgerRow` whose sums are `Total`s: the end of the account. */
  readonly total?: ReactNode;
  readonly gap?: "small" | "large";
  /** Four columns on a phone. */
  readonly tight?: boolean;
  readonly children: ReactNode;
}

/** Lines that add up. Put `LedgerRow`s in it. */
export function Ledger({ caption, heads, total, gap, tight, children }: LedgerProps) {
  const above = gap && (gap === "small" ? "gap-s" : "gap");
  return (
    <div className="scroll">
      <table className={classes("ledger", tight && "tight", above)} aria-label={caption}>
        {heads && (
          <thead>
            <tr>{heads}</tr>
          </thead>
        )}
        <tbody>{children}</tbody>
        {total && <tfoot>{total}</tfoot>}
      </table>
    </div>
  );
}

/** A column's head. `detail`: a second, smaller line. */
export function Head({ right, detail, children }: HeadProps) {
  return (
    <th scope="col" className={right ? "r" : undefined}>
      {children}
      {detail && <span className="sub">{detail}</span>}
    </th>
  );
}

interface HeadProps {
  readonly right?: boolean;
  readonly detail?: ReactNode;
  readonly children: ReactNode;
}

interface RowProps {
  readonly head: ReactNode;
  /** A second, quieter line under the head: how the figure came about. */
  readonly detail?: ReactNode;
  /** An interval in which something was paused. */
  readonly held?: boolean;
  /** `Sum`s or `Total`s, one a column. */
  readonly children: ReactNode;
}

export function LedgerRow({ head, detail, held, children }: RowProps) {
  return (
    <tr className={held ? "held" : undefined}>
      <th scope="row">
        {head}
        {detail && <span className="sub">{detail}</span>}
      </th>
      {children}
    </tr>
  );
}

/** A figure in its column. `detail`: a second, smaller line. */
export function Sum({ detail, children }: { detail?: ReactNode; children: ReactNode }) {
  return (
    <td>
      {children}
      {detail && <span className="sub">{detail}</span>}
    </td>
  );
}

/** A sum under the accountant's double rule: final and proven. For nothing else. */
export function Total({ children }: { children: ReactNode }) {
  return (
    <td>
      <span className="total">{children}</span>
    </td>
  );
}
