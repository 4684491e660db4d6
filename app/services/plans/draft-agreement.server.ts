import { createHash } from "node:crypto";
import canonicalize from "canonicalize";
import type { Queryable } from "#app/db/database.server.ts";
import {
  type AgreementRow,
  countAgreements,
  findAgreementOfPlan,
} from "#app/db/stores/agreements.server.ts";
import type { DebtorRow } from "#app/db/stores/debtors.server.ts";
import type { PlanRow } from "#app/db/stores/plans.server.ts";
import { type Agreement, buildAgreement } from "#app/domain/plans/agreement.ts";
import type { ReplacedAgreement } from "#app/domain/plans/replaced-agreement.ts";
import { assert } from "#app/domain/primitives/assert.ts";
import { dateInZone } from "#app/domain/primitives/zone.ts";
import { fallbackLocale, type Locale, locales, matchLocale } from "#app/i18n/locale.ts";
import type { LoadedAccount } from "../accounts/account-state.server.ts";
import { openPerson } from "../debtors/person.server.ts";
import { type Brand, inLanguage } from "../portfolios/brand.server.ts";
import type { Portfolio } from "../portfolios/load-portfolio.server.ts";
import type { Runtime } from "../ports.ts";
import type { PickedOffer } from "./picked-offer.server.ts";

/** Names the wording of the clauses and of the statement that is ticked. */
export const consentVersion = "2026-11-4";

/** An agreement with the text that is hashed and stored. */
export interface DraftAgreement {
  readonly agreement: Agreement;
  /** Canonical JSON (RFC 8785). */
  readonly text: string;
  /** SHA-256 of the text: 64 hexadecimal digits, one for both languages. */
  readonly sha256: string;
}

/** Whose agreement it is, and the language in which it is read first. */
export interface Reader {
  readonly debtor: DebtorRow;
  readonly locale: Locale;
  /** The plan in whose place it would stand; null: there is none in force. */
  readonly replaced: Pick<PlanRow, "id"> | null;
}

/** The agreement of a picked offer as it would be signed now. */
export async function draftAgreement(
  runtime: Runtime,
  db: Queryable,
  loaded: LoadedAccount,
  { input, offer }: PickedOffer,
  { debtor, locale, replaced }: Reader,
): Promise<DraftAgreement> {
  const { row, portfolio } = loaded;
  const before = replaced && (await findAgreementOfPlan(db, replaced.id));
  const agreement = buildAgreement({
    offer,
    account: input.account,
    balance: input.balance,
    policy: input.policy,
    portfolio: { ...writerOf(portfolio), originalCreditor: row.originalCreditor },
    signer: { debtorRef: debtor.ref, name: openPerson(runtime, debtor).name, locale },
    consentVersion,
    serial: (await countAgreements(db, row.id)) + 1,
    ...(before === null ? {} : { replaces: replacedOf(before, portfolio.timeZone) }),
  });
  return asDraft(agreement);
}

/** An agreement with its canonical text and the hash of that. */
export function asDraft(agreement: Agreement): DraftAgreement {
  const text = canonicalize(agreement);
  assert(text !== undefined, "an agreement is JSON");
  return { agreement, text, sha256: createHash("sha256").update(text).digest("hex") };
}

/** Who writes an agreement, and in which language. */
export function writerOf({ code, brand, locale }: Portfolio) {
  const name = nameInBoth(brand, locale);
  return { code, name, locale: matchLocale(locale) ?? fallbackLocale };
}

function replacedOf(
  { signedAt, sha256, groupId }: AgreementRow,
  timeZone: string,
): ReplacedAgreement {
  const signedOn = dateInZone(signedAt.getTime(), timeZone);
  const replaced = { signedOn, sha256: sha256.toString("hex") };
  return groupId === null ? replaced : { ...replaced, onSeveral: true };
}

/** The creditor's name, in the portfolio's language first: "明湖银行（Minghu Bank）". */
function nameInBoth(brand: Brand, locale: string): string {
  const name = inLanguage(brand.name, locale);
  const others = locales.map((one) => inLanguage(brand.name, one)).filter((one) => one !== name);
  return others.length === 0 ? name : `${name}（${others[0]}）`;
}
