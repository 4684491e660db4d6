import type { ReactNode } from "react";
import { Icon } from "../ui/icon.tsx";
import type { FieldView } from "./form-view.ts";

export interface FieldProps extends FieldView {
  readonly label: ReactNode;
  readonly hint?: ReactNode;
  /** Unusual but allowed: says so, and that it does not block. */
  readonly flag?: ReactNode;
}

/** What every input needs to be described by its hint and its error. */
export function describe({ id, hint, error }: Described) {
  const by = [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(" ");
  return {
    "aria-describedby": by || undefined,
    "aria-invalid": error ? (true as const) : undefined,
  };
}

type Described = Pick<FieldProps, "id"> & Partial<Pick<FieldProps, "hint" | "error">>;

/** Label, hint, error, input, in this order. */
export function Field({ id, label, hint, error, flag, children }: FieldFrame) {
  return (
    <div className={error ? "field bad" : "field"}>
      <label htmlFor={id}>{label}</label>
      <Hint id={id}>{hint}</Hint>
      <FieldError id={id}>{error}</FieldError>
      {children}
      {flag && <p className="flag">{flag}</p>}
    </div>
  );
}

type FieldFrame = Pick<FieldProps, "id" | "label" | "hint" | "error" | "flag"> & {
  readonly children: ReactNode;
};

/** The same for several inputs under one question; the error's link leads to the whole. */
export function FieldGroup({ id, label, hint, error, hideLabel, children }: GroupFrame) {
  return (
    <fieldset className={error ? "field bad" : "field"} id={id}>
      <legend className={hideLabel ? "sr" : "label"}>{label}</legend>
      <Hint id={id}>{hint}</Hint>
      <FieldError id={id}>{error}</FieldError>
      {children}
    </fieldset>
  );
}

type GroupFrame = Omit<FieldFrame, "flag"> & { readonly hideLabel?: boolean };

export function Hint({ id, children }: { id: string; children: ReactNode }) {
  if (!children) return null;
  return (
    <span className="hint" id={`${id}-hint`}>
      {children}
    </span>
  );
}

export function FieldError({ id, children }: { id: string; children: ReactNode }) {
  if (!children) return null;
  return (
    <p className="err" id={`${id}-error`}>
      <Icon name="alert" />
      {children}
    </p>
  );
}
