import { useTranslation } from "react-i18next";
import { Choices } from "#app/components/forms/choice.tsx";
import { ErrorSummary } from "#app/components/forms/error-summary.tsx";
import { type RefusedForm, useFormView } from "#app/components/forms/form-view.ts";
import { PageForm } from "#app/components/forms/page-form.tsx";
import { TextField } from "#app/components/forms/text-field.tsx";
import { Money } from "#app/components/money/money.tsx";
import { Block } from "#app/components/staff/block.tsx";
import { Acts, Button } from "#app/components/ui/button.tsx";
import { Fact, Facts } from "#app/components/ui/facts.tsx";
import { Note } from "#app/components/ui/note.tsx";
import { mediumDate } from "#app/i18n/dates.ts";
import { useLocale } from "#app/i18n/use-locale.ts";
import type { BreakPage } from "#app/services/reading/staff-breaks.server.ts";

type Waiting = NonNullable<BreakPage["money"]>;

interface MoneyBlockProps {
  readonly money: Waiting;
  readonly mayDecide: boolean;
  readonly refused: RefusedForm | undefined;
}

/** Money in suspense: what it is, and where it goes. */
export function MoneyBlock({ money, mayDecide, refused }: MoneyBlockProps) {
  const { t } = useTranslation("staff");
  const locale = useLocale();
  const { payer } = money;
  return (
    <Block title={t("suspense.title")}>
      <Facts>
        <Fact name={t("suspense.amount")}>
          <Money minor={money.amountMinor} currency={money.currency} />
        </Fact>
        <Fact name={t("suspense.effective")}>{mediumDate(money.effectiveOn, locale)}</Fact>
        <Fact name={t("suspense.source")}>{t(`suspense.from.${money.source}`)}</Fact>
        {payer?.payer && <Fact name={t("suspense.payer")}>{payer.payer}</Fact>}
        {payer?.reference && <Fact name={t("suspense.wrote")}>{payer.reference}</Fact>}
        {payer && <Fact name={t("suspense.bankRef")}>{payer.bankRef}</Fact>}
        {money.suggestion && <Fact name={t("suspense.suggestion")}>{money.suggestion}</Fact>}
        <Fact name={t("suspense.state")}>{t(`suspense.is.${stateOf(money)}`)}</Fact>
        {money.decidedBy && <Fact name={t("suspense.decidedBy")}>{money.decidedBy}</Fact>}
      </Facts>
      {money.state === "waiting" && <SecondPerson money={money} mayDecide={mayDecide} />}
      {money.state === "open" && mayDecide && <Decision money={money} refused={refused} />}
    </Block>
  );
}

function stateOf({ state, wish }: Waiting) {
  return state === "waiting" && wish?.asked ? ("asked" as const) : state;
}

/**
 * Above the limit two people agree: the wish, and the answer of another person. Once the provider
 * has been asked, it can only be asked again.
 */
function SecondPerson({ money, mayDecide }: Omit<MoneyBlockProps, "refused">) {
  const { t } = useTranslation("staff");
  const { wish } = money;
  if (wish === null) return null;
  const what = t(`suspense.wish.${wish.act}`, { name: wish.by, account: wish.accountRef ?? "" });
  return (
    <>
      <Note attention title={what}>
        {wish.asked
          ? t("suspense.askedHint")
          : wish.mine
            ? t("suspense.needsAnother")
            : wish.note || t("suspense.agreeHint")}
      </Note>
      {mayDecide && (
        <Acts>
          {(wish.asked || !wish.mine) && (
            <PageForm>
              <input type="hidden" name="intent" value="yes" />
              <Button>{t(wish.asked ? "suspense.askAgain" : "suspense.agree")}</Button>
            </PageForm>
          )}
          {!wish.asked && (
            <PageForm>
              <input type="hidden" name="intent" value="no" />
              <Button look="second">
                {t(wish.mine ? "suspense.takeBack" : "suspense.refuse")}
              </Button>
            </PageForm>
          )}
        </Acts>
      )}
    </>
  );
}

function Decision({ money, refused }: Pick<MoneyBlockProps, "money" | "refused">) {
  const { t } = useTranslation("staff");
  const form = useFormView(refused, {
    act: "release",
    accountRef: money.suggestion ?? "",
  });
  const labels = {
    act: t("suspense.question"),
    accountRef: t("suspense.account"),
    note: t("suspense.note"),
  };
  const byProvider = money.source === "stripe";
  const options = [
    {
      value: "release",
      label: t("suspense.release"),
      hint: t("suspense.releaseHint"),
      reveal: <TextField {...form.field("accountRef")} label={labels.accountRef} />,
    },
    {
      value: "return",
      label: t("suspense.return"),
      hint: t(byProvider ? "suspense.returnProviderHint" : "suspense.returnHint"),
    },
    { value: "move", label: t("suspense.move"), hint: t("suspense.moveHint") },
  ];
  return (
    <PageForm className="gap">
      <ErrorSummary form={form} labels={labels} />
      <input type="hidden" name="intent" value="decide" />
      <Choices {...form.field("act")} label={labels.act} options={options} />
      <TextField {...form.field("note")} label={labels.note} hint={t("suspense.noteHint")} />
      <Acts>
        <Button>{t("suspense.go")}</Button>
      </Acts>
    </PageForm>
  );
}
