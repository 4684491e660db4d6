import type { ReactNode } from "react";
import { useMayOpen } from "../layout/frame.tsx";
import { Icon } from "./icon.tsx";
import { whole } from "./text.tsx";

/** A list of ways on. `joined` when it continues a list above it. */
export function Rows({ joined, children }: { joined?: boolean; children: ReactNode }) {
  return <ul className={joined ? "rows join" : "rows"}>{children}</ul>;
}

interface RowProps {
  readonly href: string;
  readonly title: ReactNode;
  readonly detail?: ReactNode;
}

/** The whole row is the target; a way that is not the reader's is left out. */
export function Row({ href, title, detail }: RowProps) {
  if (!useMayOpen()(href)) return null;
  return (
    <li>
      <a href={href}>
        <span>
          <span className="t">{whole(title)}</span>
          {detail && <span className="d">{whole(detail)}</span>}
        </span>
        <Icon name="next" />
      </a>
    </li>
  );
}

/** A row that leads nowhere: a fact among ways on. */
export function RowFact({ title, detail }: Omit<RowProps, "href">) {
  return (
    <li>
      <div className="row">
        <span>
          <span className="t">{whole(title)}</span>
          {detail && <span className="d">{whole(detail)}</span>}
        </span>
      </div>
    </li>
  );
}

interface RowFormProps extends Omit<RowProps, "href"> {
  /** A whole form, whose one button is the row. */
  readonly children?: ReactNode;
  readonly disabled?: boolean;
}

/** A row that acts: put it inside a form; its button is as large as the row. */
export function RowButton({ title, detail }: RowFormProps) {
  return (
    <button type="submit" className="row">
      <span>
        <span className="t">{whole(title)}</span>
        {detail && <span className="d">{whole(detail)}</span>}
      </span>
      <Icon name="next" />
    </button>
  );
}
