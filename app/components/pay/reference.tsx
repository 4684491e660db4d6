import { useTranslation } from "react-i18next";
import { Fact, Facts } from "#app/components/ui/facts.tsx";
import { Digits, NoBreak } from "#app/components/ui/text.tsx";

/** The payment reference of a payer link. */
export function PaymentReference({ reference }: { reference: string }) {
  const { t } = useTranslation("debtor");
  return (
    <Facts gap>
      <Fact name={t("payer.reference")}>
        <Digits>
          <NoBreak>{reference}</NoBreak>
        </Digits>
      </Fact>
    </Facts>
  );
}
