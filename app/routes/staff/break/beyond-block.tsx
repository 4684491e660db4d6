import { useTranslation } from "react-i18next";
import { ErrorSummary } from "#app/components/forms/error-summary.tsx";
import { type RefusedForm, useFormView } from "#app/components/forms/form-view.ts";
import { PageForm } from "#app/components/forms/page-form.tsx";
import { TextAreaField } from "#app/components/forms/text-field.tsx";
import { Money } from "#app/components/money/money.tsx";
import { Block } from "#app/components/staff/block.tsx";
import { Acts, Button } from "#app/components/ui/button.tsx";
import { Fact, Facts } from "#app/components/ui/facts.tsx";
import { Note } from "#app/components/ui/note.tsx";
import type { StaffBeyond } from "#app/services/reading/staff-beyond.server.ts";

interface BeyondBlockProps {
  readonly beyond: StaffBeyond;
  readonly mayDecide: boolean;
  readonly refused: RefusedForm | undefined;
}

/** What went back beyond a payment: nobody owes it, so somebody says that it is lost. */
export function BeyondBlock({ beyond, mayDecide, refused }: BeyondBlockProps) {
  const { t } = useTranslation("staff");
  return (
    <Block title={t("beyond.title")}>
      <Facts>
        <Fact name={t("suspense.amount")}>
          <Money minor={beyond.amountMinor} currency={beyond.currency} />
        </Fact>
        <Fact name={t("suspense.state")}>{t(`beyond.is.${beyond.state}`)}</Fact>
      </Facts>
      {beyond.state === "waiting" && <SecondPerson beyond={beyond} mayDecide={mayDecide} />}
      {beyond.state === "open" && mayDecide && <WriteOff refused={refused} />}
    </Block>
  );
}

/** Above the limit two people agree. */
function SecondPerson({ beyond, mayDecide }: Omit<BeyondBlockProps, "refused">) {
  const { t } = useTranslation("staff");
  return (
    <>
      <Note attention title={t("beyond.asked", { name: beyond.by })}>
        {beyond.mine ? t("suspense.needsAnother") : beyond.note}
      </Note>
      {mayDecide && (
        <Acts>
          {!beyond.mine && (
            <PageForm>
              <input type="hidden" name="intent" value="loss-yes" />
              <Button>{t("suspense.agree")}</Button>
            </PageForm>
          )}
          <PageForm>
            <input type="hidden" name="intent" value="loss-no" />
            <Button look="second">
              {t(beyond.mine ? "suspense.takeBack" : "suspense.refuse")}
            </Button>
          </PageForm>
        </Acts>
      )}
    </>
  );
}

function WriteOff({ refused }: Pick<BeyondBlockProps, "refused">) {
  const { t } = useTranslation("staff");
  const form = useFormView(refused);
  const label = t("beyond.note");
  return (
    <PageForm className="gap">
      <ErrorSummary form={form} labels={{ note: label }} />
      <input type="hidden" name="intent" value="write-off" />
      <TextAreaField
        {...form.field("note")}
        label={label}
        hint={t("beyond.noteHint")}
        maxLength={500}
      />
      <Acts>
        <Button>{t("beyond.go")}</Button>
      </Acts>
    </PageForm>
  );
}
