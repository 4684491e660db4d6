import type { DebtorRow } from "#app/db/stores/debtors.server.ts";
import { maskEmail, phoneEnding } from "#app/domain/verification/mask.ts";
import { openPerson } from "../debtors/person.server.ts";
import type { Runtime } from "../ports.ts";

/** A debtor as staff see them: the name, and of each contact no more than its end. */
export interface StaffPerson {
  readonly id: string;
  readonly ref: string;
  readonly name: string;
  readonly locale: string;
  readonly idLast4: string | null;
  readonly phoneEnding: string | null;
  readonly email: string | null;
  readonly postcode: string | null;
  readonly optOut: readonly string[];
  readonly wrongPerson: boolean;
}

export function staffPerson(runtime: Runtime, debtor: DebtorRow): StaffPerson {
  const { name, idLast4, phone, email, postcode } = openPerson(runtime, debtor);
  const { id, ref, locale, optOut, wrongPerson } = debtor;
  return {
    id,
    ref,
    name,
    locale,
    idLast4,
    phoneEnding: phone === null ? null : phoneEnding(phone),
    email: email === null ? null : maskEmail(email),
    postcode,
    optOut,
    wrongPerson,
  };
}
