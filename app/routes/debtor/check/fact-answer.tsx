import { useTranslation } from "react-i18next";
import { CodeField } from "#app/components/forms/code-input.tsx";
import { DateField } from "#app/components/forms/date-inputs.tsx";
import type { FormView } from "#app/components/forms/form-view.ts";
import { TextField } from "#app/components/forms/text-field.tsx";
import type { FactKind } from "#app/domain/verification/fact.ts";

/** The input under a chosen fact. */
export function FactAnswer({ kind, form }: { kind: FactKind; form: FormView }) {
  const { t } = useTranslation("debtor");
  const field = form.field(kind);
  switch (kind) {
    case "dateOfBirth":
      return <DateField form={form} name="dateOfBirth" label={t("check.dateOfBirth")} birthday />;
    case "idLast4":
      return (
        <CodeField
          {...field}
          label={t("check.idLast4")}
          hint={t("check.idLast4Hint")}
          length={4}
          kind="fact"
          letters
        />
      );
    case "cardLast4":
      return <CodeField {...field} label={t("check.cardLast4")} length={4} kind="fact" />;
    case "postcode":
      return <TextField {...field} short label={t("check.postcode")} autoComplete="postal-code" />;
    case "otherDigits":
      return <TextField {...field} short label={t("check.otherDigits")} inputMode="numeric" />;
  }
}
