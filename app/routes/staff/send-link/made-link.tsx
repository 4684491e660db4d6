import { useTranslation } from "react-i18next";
import { Acts, ButtonLink } from "#app/components/ui/button.tsx";
import { Note } from "#app/components/ui/note.tsx";
import { longMoment } from "#app/i18n/dates.ts";
import { useLocale } from "#app/i18n/use-locale.ts";

interface MadeLinkProps {
  readonly made: { readonly url: string; readonly expiresAt: number };
  readonly zone: string;
  readonly accountId: string;
}

/** The address of a link that staff hand over themselves: shown this once. */
export function MadeLink({ made, zone, accountId }: MadeLinkProps) {
  const { t } = useTranslation("staff");
  const until = longMoment(made.expiresAt, zone, useLocale());
  return (
    <>
      <Note title={t("link.once")}>
        <p className="addr-line">{made.url}</p>
        <p className="small quiet">{t("link.until", { until })}</p>
      </Note>
      <Acts>
        <ButtonLink look="second" href={`/staff/accounts/${accountId}`}>
          {t("link.back")}
        </ButtonLink>
      </Acts>
    </>
  );
}
