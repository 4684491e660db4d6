import { useTranslation } from "react-i18next";
import type { Currency } from "#app/domain/money/currency.ts";
import type { GoingPayment } from "#app/domain/payments/view.ts";
import { moneyInText } from "#app/i18n/money.ts";
import { useLocale } from "#app/i18n/use-locale.ts";
import { ButtonLink } from "../ui/button.tsx";
import { Note } from "../ui/note.tsx";

interface GoingNoteProps {
  readonly going: GoingPayment;
  readonly currency: Currency;
}

/** A payment that has begun: to go on with, to wait for, or somebody else's. */
export function GoingNote({ going, currency }: GoingNoteProps) {
  const { t } = useTranslation("debtor");
  const locale = useLocale();
  if (going.by === "another") {
    return (
      <Note attention title={t("pay.another")}>
        {t("pay.anotherHint")}
      </Note>
    );
  }
  const amount = moneyInText(going.amountMinor, currency, locale);
  const words = going.starting ? "starting" : going.unsure ? "waiting" : "begun";
  return (
    <Note attention={going.unsure} title={t(`pay.${words}`, { amount })}>
      <p className="small quiet">{t(`pay.${words}Hint`)}</p>
      <div className="acts gap-s">
        <ButtonLink look="second" href={`/pay/return?attempt=${going.attemptId}`}>
          {t("pay.see")}
        </ButtonLink>
      </div>
    </Note>
  );
}
