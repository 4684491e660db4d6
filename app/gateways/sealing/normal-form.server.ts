import type { IndexedField } from "#app/services/ports.ts";

/**
 * The form in which two values of a field are the same value: NFKC (full-width digits and letters
 * become plain), lower case, single spaces; references and numbers lose what people put between.
 */
export function normalForm(field: IndexedField, value: string): string {
  const plain = simple.test(value)
    ? value.toLowerCase()
    : value.normalize("NFKC").toLowerCase().replace(/\s+/g, " ").trim();
  return FORMS[field](plain);
}

/** Most values have nothing that could be written otherwise; an import reads millions. */
const simple = /^[!-~]+$/;

const asIs = (plain: string): string => plain;
const unspaced = (plain: string): string => plain.replace(/[\s-]/g, "");
const dialled = (plain: string): string => plain.replace(/[^\d+]/g, "").replace(/^00/, "+");

const FORMS: Record<IndexedField, (plain: string) => string> = {
  "account-ref": asIs,
  "card-last4": unspaced,
  "date-of-birth": asIs,
  "debtor-ref": asIs,
  email: asIs,
  "id-last4": unspaced,
  name: asIs,
  phone: dialled,
  postcode: unspaced,
};
