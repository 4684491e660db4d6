import { useTranslation } from "react-i18next";
import type { CalendarDate } from "#app/domain/primitives/date.ts";
import { longDate } from "#app/i18n/dates.ts";
import { useLocale } from "#app/i18n/use-locale.ts";

interface PauseLaterProps {
  /** Null: nobody knows yet. */
  readonly from: CalendarDate | null;
  /** It is what the page has to say. */
  readonly lead?: boolean;
}

/**
 * A pause that cannot be taken today, and from when it can: without why, for that may be another
 * debtor's affair.
 */
export function PauseLater({ from, lead = false }: PauseLaterProps) {
  const { t } = useTranslation("debtor");
  const locale = useLocale();
  const words =
    from === null ? t("pause.laterUnknown") : t("pause.later", { date: longDate(from, locale) });
  return <p className={lead ? "lead" : "small quiet gap"}>{words}</p>;
}
