import { useTranslation } from "react-i18next";
import type { CalendarDate } from "#app/domain/primitives/date.ts";
import { longDate } from "#app/i18n/dates.ts";
import { useLocale } from "#app/i18n/use-locale.ts";
import { Note } from "../ui/note.tsx";

/**
 * A pause that cannot be taken today, and from when it can: without why, for that may be another
 * debtor's affair. `from` null: nobody knows yet.
 */
export function PauseLater({ from }: { from: CalendarDate | null }) {
  const { t } = useTranslation("debtor");
  const locale = useLocale();
  return (
    <Note>
      {from === null ? t("pause.laterUnknown") : t("pause.later", { date: longDate(from, locale) })}
    </Note>
  );
}
