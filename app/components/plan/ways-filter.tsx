import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { Currency } from "#app/domain/money/currency.ts";
import type { Frequency } from "#app/domain/policy/policy.ts";
import type { CalendarDate } from "#app/domain/primitives/date.ts";
import { dayAndMonth } from "#app/i18n/dates.ts";
import { useLocale } from "#app/i18n/use-locale.ts";
import { Field } from "../forms/field.tsx";
import { type RefusedForm, useFormView } from "../forms/form-view.ts";
import { MoneyInput } from "../forms/money-input.tsx";
import { Button } from "../ui/button.tsx";
import { whole } from "../ui/text.tsx";

interface FilterProps {
  /** Questions that come first in the form. */
  readonly children?: ReactNode;
  readonly filter: RefusedForm;
  readonly currency: Currency;
  readonly frequencies: readonly Frequency[];
  readonly frequency: Frequency | null;
  /** The first due date and the window that it may be chosen from. */
  readonly firstDueOn: CalendarDate | null;
  readonly firstFrom: CalendarDate | null;
  readonly firstTo: CalendarDate | null;
}

/** What the reader can pay a month, from when, how often; a plain GET form. */
export function WaysFilter(props: FilterProps) {
  const { t } = useTranslation("debtor");
  const locale = useLocale();
  const { filter, currency, frequencies, frequency, firstDueOn, firstFrom, firstTo } = props;
  const most = useFormView(filter).field("most");
  return (
    <form className="afford">
      {props.children}
      <Field {...most} label={t("ways.most")}>
        <MoneyInput {...most} currency={currency} />
      </Field>
      {firstDueOn && (
        <Field id="f-first" error={undefined} label={t("ways.first")}>
          <input
            className="input"
            type="date"
            id="f-first"
            name="first"
            defaultValue={firstDueOn}
            min={firstFrom ?? undefined}
            max={firstTo ?? undefined}
          />
        </Field>
      )}
      {frequencies.length > 1 && (
        <Field id="f-every" error={undefined} label={t("ways.every")}>
          <select className="input" id="f-every" name="every" defaultValue={frequency ?? ""}>
            {frequencies.map((one) => (
              <option key={one} value={one}>
                {t(`ways.rhythm.${one}`)}
              </option>
            ))}
          </select>
        </Field>
      )}
      <Button look="second">{t("ways.reorder")}</Button>
      {firstFrom && firstTo && (
        <p className="small quiet">
          {whole(
            t("ways.window", {
              from: dayAndMonth(firstFrom, locale),
              to: dayAndMonth(firstTo, locale),
            }),
          )}
        </p>
      )}
    </form>
  );
}
