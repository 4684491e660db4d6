import type { ReactNode } from "react";

/** Pairs of a name and what it is, divided by hairlines. Put `Fact` in it. */
export function Facts({ gap, children }: { gap?: boolean; children: ReactNode }) {
  return <dl className={gap ? "facts gap" : "facts"}>{children}</dl>;
}

export function Fact({ name, children }: { name: ReactNode; children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}
