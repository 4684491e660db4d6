import { useLocale } from "#app/i18n/use-locale.ts";
import texts from "./texts.json" with { type: "json" };

export type SampleText = keyof typeof texts;

/** The samples' own words: they are for those who build pages, so no locale file carries them. */
export function useSay(): (key: SampleText) => string {
  const index = useLocale() === "zh-CN" ? 0 : 1;
  return (key) => texts[key][index] ?? key;
}
