import type { ReactNode } from "react";

/** What is folded until it is asked for; paper shows it unfolded. */
export function Behind({ summary, open, children }: BehindProps) {
  return (
    <details className="behind" open={open}>
      <summary>{summary}</summary>
      {children}
    </details>
  );
}

interface BehindProps {
  readonly summary: ReactNode;
  readonly open?: boolean;
  readonly children: ReactNode;
}
