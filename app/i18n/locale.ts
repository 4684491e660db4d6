/** The languages that the product is complete in, as BCP 47 tags; the first is the fallback. */
export const locales = ["zh-CN", "en"] as const;
export type Locale = (typeof locales)[number];
export const fallbackLocale: Locale = "zh-CN";

/** One translation file an area: locales/<locale>/<namespace>.json. */
export const namespaces = ["common", "debtor", "learn", "staff", "notices"] as const;
export type Namespace = (typeof namespaces)[number];

export function isLocale(tag: string): tag is Locale {
  return (locales as readonly string[]).includes(tag);
}

/**
 * The language that serves a BCP 47 tag: exact, else by its first part, whatever the script or
 * region (zh, zh-Hans-CN, zh-TW → zh-CN; en-GB → en); null when there is none.
 */
export function matchLocale(tag: string): Locale | null {
  const language = tag.trim().split(/[-_]/)[0]?.toLowerCase();
  return locales.find((locale) => locale.split("-")[0] === language) ?? null;
}

/** The first language of an Accept-Language header that is served, by weight; null when none. */
export function matchAcceptLanguage(header: string): Locale | null {
  const ranges = header.slice(0, 500).split(",").map(weighted);
  const wanted = ranges.filter((range) => range.weight > 0).sort((a, b) => b.weight - a.weight);
  for (const range of wanted) {
    const locale = matchLocale(range.tag);
    if (locale) return locale;
  }
  return null;
}

function weighted(range: string): { tag: string; weight: number } {
  const [tag = "", ...parameters] = range.split(";");
  const quality = parameters.map((one) => /^\s*q=([\d.]+)\s*$/.exec(one)?.[1]).find(Boolean);
  const weight = Number(quality ?? "1");
  return { tag: tag.trim(), weight: Number.isFinite(weight) ? weight : 0 };
}

/** The other language of an agreement and of the switch in the masthead. */
export function otherLocale(locale: Locale): Locale {
  return locale === "zh-CN" ? "en" : "zh-CN";
}
