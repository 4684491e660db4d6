import { useLocale } from "#app/i18n/use-locale.ts";
import texts from "./staff-texts.json" with { type: "json" };

/** The words of the staff samples, in the page's language. */
export function useSayStaff(): (key: keyof typeof texts) => string {
  const index = useLocale() === "zh-CN" ? 0 : 1;
  return (key) => texts[key][index] ?? key;
}
