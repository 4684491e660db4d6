import type { ComponentPropsWithoutRef, ReactNode } from "react";
import { classes } from "../ui/classes.ts";
import { describe, Field, type FieldProps } from "./field.tsx";

type InputAttributes = Pick<
  ComponentPropsWithoutRef<"input">,
  "type" | "autoComplete" | "inputMode" | "maxLength" | "spellCheck" | "placeholder" | "required"
>;

/** One line of text. `short`: for what has few characters. */
export function TextField({ short, ...props }: FieldProps & InputAttributes & { short?: boolean }) {
  const { label, hint, error, flag, defaultValues: _, ...input } = props;
  return (
    <Field {...{ id: input.id, label, hint, error, flag }}>
      <input className={classes("input", short && "short")} {...input} {...describe(props)} />
    </Field>
  );
}

/** Several lines. */
export function TextAreaField(props: FieldProps & { maxLength?: number }) {
  const { label, hint, error, flag, defaultValues: _, ...input } = props;
  return (
    <Field {...{ id: input.id, label, hint, error, flag }}>
      <textarea className="input" {...input} {...describe(props)} />
    </Field>
  );
}

interface SelectFieldProps extends FieldProps {
  /** `<option>`s. */
  readonly children: ReactNode;
}

export function SelectField({ children, ...props }: SelectFieldProps) {
  const { label, hint, error, flag, defaultValues: _, ...input } = props;
  return (
    <Field {...{ id: input.id, label, hint, error, flag }}>
      <select className="input" {...input} {...describe(props)}>
        {children}
      </select>
    </Field>
  );
}
