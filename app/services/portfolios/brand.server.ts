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
  /** Where money by bank transfer goes; absent: it is not offered. */
  readonly transferTo?: BankAccount;
}

/** The creditor's own account at a bank. */
export interface BankAccount {
  readonly holder: ByLanguage;
  readonly bank: ByLanguage;
  /** As a payer types it: digits in groups, or an IBAN. */
  readonly number: string;
  /** The bank's own code, where payers have to give one. */
  readonly routing?: string;
}

export type ByLanguage = Readonly<Record<string, string>>;

/** The text in this language, else in its family ("zh"), else in any. */
export function inLanguage(texts: ByLanguage, locale: string): string {
  const family = locale.split("-")[0] as string;
  const near = Object.keys(texts).find((key) => key.split("-")[0] === family);
  return texts[locale] ?? (near ? texts[near] : undefined) ?? Object.values(texts)[0] ?? "";
}
