import { useTranslation } from "react-i18next";
import { Note } from "#app/components/ui/note.tsx";
import { type Components, componentNames } from "#app/domain/money/components.ts";
import type { Currency } from "#app/domain/money/currency.ts";
import { moneyInText } from "#app/i18n/money.ts";
import { sentences } from "#app/i18n/sentences.ts";
import { useLocale } from "#app/i18n/use-locale.ts";

interface SplitAnewProps {
  readonly anew: { readonly split: Components; readonly creditMinor: bigint } | null;
  readonly currency: Currency;
}

/** What the payment counts as since a hold that was told of later took interest away. */
export function SplitAnew({ anew, currency }: SplitAnewProps) {
  const { t } = useTranslation(["debtor", "common"]);
  const locale = useLocale();
  if (anew === null) return null;
  const { split, creditMinor } = anew;
  const said = (minor: bigint) => moneyInText(minor, currency, locale);
  const parts = componentNames
    .filter((name) => split[name] > 0n)
    .map((name) => `${t(`common:component.${name}`)} ${said(split[name])}`);
  const text = [
    t("receipt.anew.text", { parts: parts.join(t("common:listSeparator")) }),
    ...(creditMinor > 0n ? [t("receipt.credit", { amount: said(creditMinor) })] : []),
  ];
  return <Note title={t("receipt.anew.title")}>{sentences(text, locale)}</Note>;
}
