import { useTranslation } from "react-i18next";
import type { Currency } from "#app/domain/money/currency.ts";
import type { CalendarDate } from "#app/domain/primitives/date.ts";
import { dayAndMonth } from "#app/i18n/dates.ts";
import { moneyInText } from "#app/i18n/money.ts";
import { useLocale } from "#app/i18n/use-locale.ts";
import { PlainList } from "../ui/checks.tsx";

/** The policy's own figures, so that a reason can name them. */
export interface ProposalLimits {
  readonly minAmountMinor: bigint;
  readonly minTerms: number;
  readonly maxTerms: number;
  readonly changes: number;
  readonly from: CalendarDate;
  readonly to: CalendarDate;
}

interface ReasonsProps {
  readonly reasons: readonly string[];
  readonly limits: ProposalLimits | null;
  readonly currency: Currency;
}

/** Why a proposal is not possible as it stands, in words with the policy's own figures. */
export function ProposalReasons({ reasons, limits, currency }: ReasonsProps) {
  const { t } = useTranslation("debtor");
  const locale = useLocale();
  if (reasons.length === 0) return null;
  const values = {
    least: limits ? moneyInText(limits.minAmountMinor, currency, locale) : "",
    fewest: limits?.minTerms ?? 0,
    most: limits?.maxTerms ?? 0,
    changes: limits?.changes ?? 0,
    from: limits ? dayAndMonth(limits.from, locale) : "",
    to: limits ? dayAndMonth(limits.to, locale) : "",
  };
  return (
    <PlainList>
      {reasons.map((reason) => (
        <li key={reason}>
          {t(`propose.reason.${reason}` as "propose.reason.pays-in-full", values)}
        </li>
      ))}
    </PlainList>
  );
}
