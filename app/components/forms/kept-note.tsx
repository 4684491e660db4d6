import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { shortMoment } from "#app/i18n/dates.ts";
import { useLocale } from "#app/i18n/use-locale.ts";
import { useKept } from "../layout/frame.tsx";
import { Note } from "../ui/note.tsx";

/**
 * Says that a form starts from what was typed before, and lets the debtor begin anew. `names`: the
 * form's, as `PageForm` has them. Children: the form token.
 */
export function KeptNote({ names, children }: { names: string; children: ReactNode }) {
  const { t } = useTranslation("common");
  const locale = useLocale();
  const kept = useKept(names);
  if (!kept) return null;
  const when = shortMoment(kept.savedAt, kept.zone, locale);
  return (
    <div className="kept">
      <Note>
        <p className="small">{t("kept.back", { when })}</p>
        <form method="post" action="/visit/begin-anew">
          {children}
          <input type="hidden" name="form" value={kept.form} />
          <button type="submit" className="plain">
            {t("kept.anew")}
          </button>
        </form>
      </Note>
    </div>
  );
}
