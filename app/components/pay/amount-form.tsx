import { useTranslation } from "react-i18next";
import { Choices } from "#app/components/forms/choice.tsx";
import { ErrorSummary } from "#app/components/forms/error-summary.tsx";
import { type RefusedForm, useFormView } from "#app/components/forms/form-view.ts";
import { PageForm } from "#app/components/forms/page-form.tsx";
import { Acts, Button } from "#app/components/ui/button.tsx";
import { firstChoice, type PayableAmounts, useAmountOptions } from "./amount-options.tsx";

interface AmountFormProps {
  readonly page: PayableAmounts & {
    /** A choice that the page's address names. */
    readonly asked?: string | null;
  };
  readonly refused: RefusedForm | undefined;
  /** The question, and what the button does. */
  readonly title: string;
  readonly go: string;
}

/** How much: the sums that mean something, and one's own. */
export function AmountForm({ page, refused, title, go }: AmountFormProps) {
  const { t } = useTranslation("debtor");
  const form = useFormView(refused, { choice: firstChoice(page, page.asked) });
  const options = useAmountOptions(page, form.field("amount"));
  return (
    <PageForm className="gap">
      <ErrorSummary form={form} labels={{ choice: title, amount: t("pay.other") }} />
      <Choices {...form.field("choice")} hideLabel label={title} options={options} />
      <Acts>
        <Button name="intent" value="go">
          {go}
        </Button>
      </Acts>
    </PageForm>
  );
}
