import type { ReactNode } from "react";

interface AffordFilterProps {
  readonly id: string;
  readonly label: ReactNode;
  readonly hint?: ReactNode;
  /** A MoneyInput of that id, and a second button. */
  readonly children: ReactNode;
}

/** Puts the offers in order by what the reader can pay; a plain GET form. */
export function AffordFilter({ id, label, hint, children }: AffordFilterProps) {
  return (
    <form className="afford">
      <label className="label" htmlFor={id}>
        {label}
      </label>
      {children}
      {hint && <p className="small quiet">{hint}</p>}
    </form>
  );
}
