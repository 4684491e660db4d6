import { useTranslation } from "react-i18next";
import { Note } from "#app/components/ui/note.tsx";
import type { CalendarDate } from "#app/domain/primitives/date.ts";
import { longDate } from "#app/i18n/dates.ts";
import { useLocale } from "#app/i18n/use-locale.ts";

interface PausedNoteProps {
  /** The first day on which the hold no longer stands; null: not known, or not told. */
  readonly to: CalendarDate | null;
}

/** A hold stops collection: nothing is overdue; paying is possible and not asked for. */
export function PausedNote({ to }: PausedNoteProps) {
  const { t } = useTranslation("debtor");
  const locale = useLocale();
  return (
    <Note title={t("pay.paused.title")}>
      {to === null ? t("pay.paused.open") : t("pay.paused.until", { date: longDate(to, locale) })}
    </Note>
  );
}
