import { type Locale, locales } from "./locale.ts";

/** What people call our languages and dictionaries do not. */
const alsoCalled: Readonly<Record<Locale, readonly string[]>> = {
  "zh-CN": ["简体中文", "汉语", "普通话", "国语", "华语", "mandarin", "simplified chinese"],
  en: ["英文"],
};

/**
 * The language of ours that somebody names in their own words, alone: "English", "英语", "中文".
 * Null for any other, for a dialect, and for whatever says more than a name.
 */
export function languageNamed(words: string): Locale | null {
  const said = words
    .normalize("NFKC")
    .trim()
    .replace(/[.。!！]$/u, "")
    .toLowerCase();
  return locales.find((locale) => namesOf(locale).includes(said)) ?? null;
}

function namesOf(locale: Locale): readonly string[] {
  const tags = [locale, locale.split("-")[0] ?? locale];
  const known = locales.flatMap((reader) => {
    const names = new Intl.DisplayNames([reader], { type: "language" });
    return tags.map((tag) => names.of(tag)?.normalize("NFKC").toLowerCase() ?? tag);
  });
  return [...known, ...alsoCalled[locale]];
}
