import { useTranslation } from "react-i18next";
import { Note } from "#app/components/ui/note.tsx";

/** Why the last try failed, as far as a payer may be told. */
export function PaymentFailureNote({ failure }: { failure: string }) {
  const { t } = useTranslation("debtor");
  const known = tellable.find((key) => key === failure) ?? "other";
  return <Note title={t("payReturn.why")}>{t(`payReturn.failure.${known}`)}</Note>;
}

const tellable = [
  "declined",
  "insufficient-funds",
  "expired-card",
  "incorrect-details",
  "limit-reached",
  "authentication-failed",
  "not-supported",
  "try-again",
  "expired",
] as const;
