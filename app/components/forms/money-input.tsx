import type { Currency } from "#app/domain/money/currency.ts";
import { moneyParts } from "#app/i18n/money.ts";
import { useLocale } from "#app/i18n/use-locale.ts";
import { describe, Field, type FieldProps } from "./field.tsx";

interface MoneyFieldProps extends FieldProps {
  readonly currency: Currency;
}

/** A sum in major units; what was typed stays as typed. */
export function MoneyField({ currency, ...props }: MoneyFieldProps) {
  const { id, name, label, hint, error, flag, defaultValue } = props;
  return (
    <Field {...{ id, label, hint, error, flag }}>
      <MoneyInput {...{ id, name, hint, error, defaultValue, currency }} />
    </Field>
  );
}

type MoneyInputProps = Pick<MoneyFieldProps, "id" | "name" | "currency"> &
  Partial<Pick<MoneyFieldProps, "hint" | "error" | "defaultValue">>;

/** The input alone with its symbol, for filters and under a choice. */
export function MoneyInput(props: MoneyInputProps) {
  const { id, name, currency, defaultValue } = props;
  const { symbol } = moneyParts(0n, currency, useLocale());
  return (
    <div className="money">
      <span aria-hidden="true">{symbol}</span>
      <input
        className="input"
        {...{ id, name, defaultValue }}
        {...describe(props)}
        inputMode="decimal"
        autoComplete="off"
        maxLength={20}
      />
    </div>
  );
}
