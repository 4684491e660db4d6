import { useTranslation } from "react-i18next";
import type { Currency } from "#app/domain/money/currency.ts";
import { moneyInText } from "#app/i18n/money.ts";
import { useLocale } from "#app/i18n/use-locale.ts";
import { ButtonLink } from "../ui/button.tsx";
import { Note } from "../ui/note.tsx";

/** A payment that has begun on an account; minor units. `another`: not the reader's. */
export type ShownGoing =
  | { readonly by: "another" }
  | {
      readonly by: "me";
      readonly attemptId: string;
      readonly amountMinor: bigint;
      /** Nothing may be paid beside it. */
      readonly unsure: boolean;
      /** Nobody has been sent to the payment page yet. */
      readonly starting: boolean;
    };

interface GoingNoteProps {
  readonly going: ShownGoing;
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
