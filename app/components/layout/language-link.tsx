import { useLocation } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { otherLocale } from "#app/i18n/locale.ts";
import { useLocale } from "#app/i18n/use-locale.ts";

/** The same page in the other language; a plain link that a cookie remembers. */
export function LanguageLink() {
  const { t } = useTranslation("common");
  const { pathname, search } = useLocation();
  const other = otherLocale(useLocale());
  const to = encodeURIComponent(pathname + search);
  return (
    <a className="lang" href={`/language/${other}?to=${to}`} lang={other} hrefLang={other}>
      {t(`languages.${other}`)}
    </a>
  );
}
