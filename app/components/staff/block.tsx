import type { ReactNode } from "react";

interface BlockProps {
  readonly title: ReactNode;
  /** At the right edge of the title: a link, or a quieter word. */
  readonly beside?: ReactNode;
  readonly children: ReactNode;
}

/** A part of a staff page under an ink rule. */
export function Block({ title, beside, children }: BlockProps) {
  return (
    <section className="blk">
      <h2>
        {title} {beside}
      </h2>
      {children}
    </section>
  );
}

/** The account page: person and rules, money and timeline, holds and papers. */
export function AccountColumns({ left, middle, right }: AccountColumnsProps) {
  return (
    <div className="acct">
      <div>{left}</div>
      <div>{middle}</div>
      <div>{right}</div>
    </div>
  );
}

interface AccountColumnsProps {
  readonly left: ReactNode;
  readonly middle: ReactNode;
  readonly right: ReactNode;
}

/** Two columns of blocks: what the page is about, and what stands beside it. */
export function TwoColumns({ left, right }: Omit<AccountColumnsProps, "middle">) {
  return (
    <div className="duo">
      <div>{left}</div>
      <div>{right}</div>
    </div>
  );
}
