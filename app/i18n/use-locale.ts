import { useTranslation } from "react-i18next";
import { assert } from "#app/domain/primitives/assert.ts";
import { isLocale, type Locale } from "./locale.ts";

/** The language in which the page is being rendered, for the formatters beside this file. */
export function useLocale(): Locale {
  const { language } = useTranslation().i18n;
  assert(isLocale(language), `a page in a language of the product, not ${language}`);
  return language;
}
