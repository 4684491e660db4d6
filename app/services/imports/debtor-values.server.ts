import type { DebtorValues } from "#app/db/stores/account-writes.server.ts";
import type { DebtorRow } from "#app/db/stores/debtors.server.ts";
import { debtorBinding, openPerson, type Person } from "../debtors/person.server.ts";
import type { Portfolio } from "../portfolios/load-portfolio.server.ts";
import type { IndexedField, Runtime } from "../ports.ts";
import type { DebtorInput } from "./account-input.ts";

/** A debtor as a batch leaves it: new, changed, or as on file. */
export type DebtorChange =
  | { readonly id: string; readonly write: "insert" | "update"; readonly values: DebtorValues }
  | { readonly id: string; readonly write: null };

/**
 * Brings together what is on file and what the rows of one batch say of a debtor, in their order:
 * what a row does not say stays as it is, so that a blank cell never loses a contact.
 */
export function changeDebtor(
  runtime: Runtime,
  portfolio: Portfolio,
  onFile: DebtorRow | null,
  said: readonly DebtorInput[],
): DebtorChange {
  const last = said[said.length - 1] as DebtorInput;
  const contentMac = debtorMac(runtime, last);
  if (onFile !== null && said.length === 1 && onFile.contentMac.equals(contentMac)) {
    return { id: onFile.id, write: null };
  }
  const id = onFile?.id ?? runtime.ids.next();
  const before = onFile === null ? null : openPerson(runtime, onFile);
  const person = said.reduce<Person | null>(merge, before) as Person;
  const locale = lastSaid(said, "locale") ?? onFile?.locale ?? portfolio.locale;
  const timeZone = lastSaid(said, "timeZone") ?? onFile?.timeZone ?? null;
  const values = {
    id,
    portfolio_id: portfolio.id,
    ref: last.ref,
    sealed: runtime.sealer.seal(debtorBinding({ id, portfolioId: portfolio.id }), person),
    key_id: runtime.settings.dataKeys[0]?.id ?? "",
    ...indexesOf(runtime, person),
    content_mac: contentMac,
    locale,
    time_zone: timeZone,
  };
  return { id, write: onFile === null ? "insert" : "update", values };
}

/** Tells a repeated statement without opening what is sealed. */
function debtorMac(runtime: Runtime, said: DebtorInput): Buffer {
  return runtime.sealer.mac("debtor-row", ...Object.values(said).map((value) => value ?? ""));
}

function merge(before: Person | null, said: DebtorInput): Person {
  return {
    name: said.name,
    dateOfBirth: said.dateOfBirth ?? before?.dateOfBirth ?? null,
    idLast4: said.idLast4 ?? before?.idLast4 ?? null,
    postcode: said.postcode ?? before?.postcode ?? null,
    phone: said.phone ?? before?.phone ?? null,
    email: said.email ?? before?.email ?? null,
    address: said.address ?? before?.address ?? null,
  };
}

function lastSaid(said: readonly DebtorInput[], name: "locale" | "timeZone"): string | null {
  return said.findLast((one) => one[name] !== null)?.[name] ?? null;
}

function indexesOf({ sealer }: Runtime, person: Person) {
  const index = (field: IndexedField, value: string | null) =>
    value === null ? null : sealer.blindIndex(field, value);
  return {
    name_index: index("name", person.name),
    dob_index: index("date-of-birth", person.dateOfBirth),
    id_index: index("id-last4", person.idLast4),
    phone_index: index("phone", person.phone),
    email_index: index("email", person.email),
    post_index: index("postcode", person.postcode),
  };
}
