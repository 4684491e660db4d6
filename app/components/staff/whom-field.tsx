import { useTranslation } from "react-i18next";
import type { FormView } from "../forms/form-view.ts";
import { SelectField } from "../forms/text-field.tsx";

interface WhomFieldProps {
  readonly form: FormView;
  readonly people: readonly { readonly id: string; readonly name: string }[];
}

/** Which of those who owe an account; nothing is asked where there is one. */
export function WhomField({ form, people }: WhomFieldProps) {
  const { t } = useTranslation("staff");
  if (people.length < 2) return null;
  return (
    <SelectField {...form.field("debtor")} label={t("link.debtor")}>
      {people.map(({ id, name }) => (
        <option key={id} value={id}>
          {name}
        </option>
      ))}
    </SelectField>
  );
}
