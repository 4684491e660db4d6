import type { ReactNode } from "react";

/** Pairs of a name and what it is, divided by hairlines. Put `Fact` in it. */
export function Facts({ gap, children }: { gap?: boolean; children: ReactNode }) {
  return <dl className={gap ? "facts gap" : "facts"}>{children}</dl>;
}

interface FactProps {
  readonly name: ReactNode;
  readonly children: ReactNode;
  /** Sentences that somebody wrote: under the name, from the left, with their own lines. */
  readonly said?: boolean;
}

export function Fact({ name, children, said }: FactProps) {
  return (
    <div className={said ? "said" : undefined}>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}
