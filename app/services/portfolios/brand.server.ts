/** Facts about who is writing, shown at every level; a text for each language. */
export interface Brand {
  /** ISO 3166-1 alpha-2: whose public holidays move a due date. */
  readonly country: string;
  readonly name: ByLanguage;
  readonly service: ByLanguage;
  readonly phone: string;
  readonly hours: ByLanguage;
  /** The address a visitor can compare with the address bar. */
  readonly site: string;
  /** How to check, away from this page, that the link is real. */
  readonly check: ByLanguage;
  /** Free and independent debt advice. */
  readonly advice: readonly { readonly name: ByLanguage; readonly url: string }[];
}

export type ByLanguage = Readonly<Record<string, string>>;

/** The text in this language, else in its family ("zh"), else in any. */
export function inLanguage(texts: ByLanguage, locale: string): string {
  const family = locale.split("-")[0] as string;
  const near = Object.keys(texts).find((key) => key.split("-")[0] === family);
  return texts[locale] ?? (near ? texts[near] : undefined) ?? Object.values(texts)[0] ?? "";
}
