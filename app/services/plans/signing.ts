import type { Locale } from "#app/i18n/locale.ts";

/** What a debtor hands in to sign. */
export interface Signing {
  /** Names the offer (domain/plans/pick.ts). */
  readonly pick: string;
  /** The hash of the agreement that was shown; another one is not signed. */
  readonly seen: string;
  readonly name: string;
  readonly locale: Locale;
  readonly address: string;
  readonly userAgent: string;
  /** The plan that the page showed as the one to be replaced; absent or null: none. */
  readonly replaces?: string | null;
}
