import { useTranslation } from "react-i18next";
import { Digits } from "../ui/text.tsx";

interface AccountNameProps {
  readonly card: string | null;
  readonly product: string | null;
}

/** An account as its debtor knows it: by the end of its card, else by what it is. */
export function AccountName({ card, product }: AccountNameProps) {
  const { t } = useTranslation("debtor");
  if (card === null) return <>{product ?? t("home.account")}</>;
  return (
    <>
      {t("home.cardEnding")} <Digits>{card}</Digits>
    </>
  );
}
