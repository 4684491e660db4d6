import type { InitOptions } from "i18next";
import { fallbackLocale, locales, namespaces } from "./locale.ts";

/**
 * What server and browser share. No fallback to the other language: both files are complete, and a
 * missing key is a defect that tests must see.
 */
export const i18nOptions: InitOptions = {
  supportedLngs: [...locales],
  load: "currentOnly",
  fallbackLng: false,
  ns: [...namespaces],
  defaultNS: "common",
  returnNull: false,
  // React escapes what it renders; mail that is HTML escapes its values itself.
  interpolation: { escapeValue: false },
  react: { useSuspense: false },
  saveMissing: true,
  missingKeyHandler: (_languages, namespace, key) => missingKey(`${namespace}:${key}`),
  missingInterpolationHandler: (_text, match) => missingKey(`value of ${match[0]}`),
};

function missingKey(what: string): string {
  const message = `no translation: ${what} (fallback ${fallbackLocale} is not used)`;
  if (import.meta.env?.MODE === "test") throw new Error(message);
  console.error(message);
  return "";
}
