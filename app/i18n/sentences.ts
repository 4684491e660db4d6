import type { Locale } from "./locale.ts";

/** Sentences after each other, as a language sets them: Chinese leaves no space between. */
export function sentences(
  parts: readonly (string | false | null | undefined)[],
  locale: Locale,
): string {
  return parts.filter(Boolean).join(locale === "zh-CN" ? "" : " ");
}
