import type { ReactNode } from "react";
import { whole } from "./text.tsx";

interface NoteProps {
  readonly title?: ReactNode;
  readonly children?: ReactNode;
  /** Amber: act, or wait. Without it: one fact to know. At most one of each a page. */
  readonly attention?: boolean;
  readonly level?: 2 | 3;
}

export function Note({ title, children, attention, level = 2 }: NoteProps) {
  const Heading = level === 2 ? "h2" : "h3";
  return (
    <div className={attention ? "note attn" : "note"}>
      {title && <Heading>{whole(title)}</Heading>}
      {typeof children === "string" ? <p className="small quiet">{whole(children)}</p> : children}
    </div>
  );
}
