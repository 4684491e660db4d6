import type { ReactNode } from "react";

/** A form at reading width: staff pages are wide, answers are not. */
export function NarrowForm({ children }: { children: ReactNode }) {
  return <div className="narrow">{children}</div>;
}
