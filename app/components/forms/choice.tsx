import type { ReactNode } from "react";
import { whole } from "../ui/text.tsx";
import { FieldError, FieldGroup, type FieldProps } from "./field.tsx";

export interface ChoiceOption {
  readonly value: string;
  readonly label: ReactNode;
  readonly hint?: ReactNode;
  /** Shown under the option while it is chosen; without script too. */
  readonly reveal?: ReactNode;
}

interface ChoicesProps extends FieldProps {
  readonly options: readonly ChoiceOption[];
  /** Several may be ticked. */
  readonly multiple?: boolean;
  /** The page's title is the question already. */
  readonly hideLabel?: boolean;
}

/** Native radios or checkboxes in ruled rows. */
export function Choices({ options, multiple, ...props }: ChoicesProps) {
  const { id, name, label, hint, error, hideLabel, defaultValues } = props;
  return (
    <FieldGroup {...{ id, label, hint, error, hideLabel }}>
      <div className="choices">
        {options.map((option) => (
          <Choice
            key={option.value}
            {...option}
            name={name}
            type={multiple ? "checkbox" : "radio"}
            checked={defaultValues.includes(option.value)}
          />
        ))}
      </div>
    </FieldGroup>
  );
}

interface ChoiceProps extends ChoiceOption {
  readonly name: string;
  readonly type: "radio" | "checkbox";
  readonly checked: boolean;
}

function Choice({ name, type, value, checked, label, hint, reveal }: ChoiceProps) {
  return (
    <>
      <label className="choice">
        <input type={type} name={name} value={value} defaultChecked={checked} />
        <span>
          {hint ? <b>{label}</b> : label}
          {hint && <span className="hint">{whole(hint)}</span>}
        </span>
      </label>
      {reveal && <div className="reveal">{reveal}</div>}
    </>
  );
}

/** A statement that only the reader's own hand ticks: it never comes ticked, not even again. */
export function Consent({ id, name, error, label }: FieldProps) {
  return (
    <div className={error ? "field bad" : "field"}>
      <FieldError id={id}>{error}</FieldError>
      <div className="choices">
        <label className="choice">
          <input
            type="checkbox"
            id={id}
            name={name}
            value="yes"
            aria-invalid={error ? true : undefined}
            aria-describedby={error ? `${id}-error` : undefined}
          />
          <span>{label}</span>
        </label>
      </div>
    </div>
  );
}
