import { useTranslation } from "react-i18next";
import { useLocale } from "#app/i18n/use-locale.ts";
import { classes } from "../ui/classes.ts";
import { FieldGroup, type FieldProps } from "./field.tsx";
import type { FormView } from "./form-view.ts";

type DatePart = "year" | "month" | "day";

interface DateFieldProps extends Pick<FieldProps, "label" | "hint"> {
  readonly form: FormView;
  readonly name: string;
  /** A month alone has no day. */
  readonly parts?: readonly DatePart[];
  readonly birthday?: boolean;
}

/**
 * A date as typed numbers, in the order of the language: year, month, day, or day, month, year.
 * Sends `<name>.year`, `.month` and `.day`; the error stands under `<name>`.
 */
export function DateField({ form, name, label, hint, ...rest }: DateFieldProps) {
  const { id, error } = form.field(name);
  return (
    <FieldGroup {...{ id, label, hint, error }}>
      <DateInputs form={form} name={name} {...rest} />
    </FieldGroup>
  );
}

type DateInputsProps = Omit<DateFieldProps, "label" | "hint">;

/** The inputs alone, for under a choice. */
export function DateInputs({ form, name, parts = allParts, birthday }: DateInputsProps) {
  const { t } = useTranslation("common");
  const { id, error } = form.field(name);
  const order = useLocale() === "zh-CN" ? allParts : dayFirst;
  return (
    <div className="dates">
      {order
        .filter((part) => parts.includes(part))
        .map((part) => (
          <label key={part}>
            <span className="hint">{t(`form.${part}`)}</span>
            <input
              className={classes("input", part === "year" && "y")}
              name={`${name}.${part}`}
              defaultValue={form.field(`${name}.${part}`).defaultValue}
              inputMode="numeric"
              maxLength={part === "year" ? 4 : 2}
              autoComplete={birthday ? `bday-${part}` : "off"}
              aria-invalid={error ? true : undefined}
              aria-describedby={error ? `${id}-error` : undefined}
            />
          </label>
        ))}
    </div>
  );
}

const allParts = ["year", "month", "day"] as const;
const dayFirst = ["day", "month", "year"] as const;
