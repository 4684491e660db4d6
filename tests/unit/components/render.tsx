import type { ReactElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { I18nextProvider } from "react-i18next";
import { i18nFor } from "#app/i18n/instances.server.ts";
import type { Locale } from "#app/i18n/locale.ts";

/** The markup of a component as a page in this language would carry it. */
export function render(element: ReactElement, locale: Locale = "en"): string {
  const page = <I18nextProvider i18n={i18nFor(locale)}>{element}</I18nextProvider>;
  return renderToStaticMarkup(page);
}

/** The words alone, as a screen reader would come past them. */
export function words(markup: string): string {
  return markup
    .replace(/<span class="nb">([^<]*)<\/span>/g, "$1")
    .replace(/<[^>]+>/g, " ")
    .replace(/\s+/g, " ")
    .trim();
}
