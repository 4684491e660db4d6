import type { Brand } from "./brand.server.ts";

/** What is shown of a creditor who has told only a name; the rest is left out of the pages. */
export function plainBrand(name: string, country: string, origin: string): Brand {
  return {
    country,
    name: { en: name, "zh-CN": name },
    service: {},
    phone: "",
    hours: {},
    site: new URL(origin).host,
    check: {},
    advice: [],
  };
}

const byPolicy: Readonly<Record<string, string>> = {
  "cn-bank-card": "CN",
  "us-reg-f": "US",
  "uk-conc": "GB",
};

/** Whose holidays and phone numbers count: the policy's, the locale's or the money's country. */
export function countryOf(policyId: string, locale: string, currency: string): string {
  return byPolicy[policyId] ?? new Intl.Locale(locale).region ?? currency.slice(0, 2);
}
