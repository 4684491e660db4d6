/**
 * A structured creditor reference (ISO 11649): "RF", two check digits, and here twelve digits of
 * our own. The check is mod 97-10 of ISO 7064, letters counted as A = 10 … Z = 35: it finds every
 * single wrong digit and every swap of neighbours.
 */
export type TransferReference = string & { readonly __id: "transferReference" };

const ownDigits = 12;
const form = /^RF\d{2}\d{12}$/;

/** The reference whose own part is these twelve digits. */
export function transferReference(digits: string): TransferReference {
  if (!/^\d{12}$/.test(digits)) throw new Error(`not ${ownDigits} digits`);
  const check = 98n - (numberOf(`RF00${digits}`) % 97n);
  return `RF${String(check).padStart(2, "0")}${digits}` as TransferReference;
}

/** Whether form and check digits hold, without spaces and in capitals. */
export function isTransferReference(text: string): text is TransferReference {
  return form.test(text) && numberOf(text) % 97n === 1n;
}

/** ISO 7064: the first four characters move to the end, letters become numbers. */
function numberOf(reference: string): bigint {
  const turned = reference.slice(4) + reference.slice(0, 4);
  return BigInt(turned.replace(/[A-Z]/g, (letter) => String(letter.charCodeAt(0) - 55)));
}

/** As a person copies it: groups of four. */
export function spacedReference(reference: TransferReference): string {
  return reference.replace(/(.{4})(?=.)/g, "$1 ");
}

/**
 * What a payer wrote. `exact`: one reference that holds. `near`: none, but these are one slip of
 * the pen away (a wrong digit, two swapped, one missing or too many). `none`: nothing like one.
 */
export type ReadReference =
  | { readonly kind: "exact"; readonly reference: TransferReference }
  | { readonly kind: "near"; readonly candidates: readonly TransferReference[] }
  | { readonly kind: "none" };

/** Finds a reference among other words: "credit card RF18 5390 0754 7034, thank you". */
export function readTransferReference(text: string): ReadReference {
  const plain = text
    .normalize("NFKC")
    .toUpperCase()
    .replace(/[\s\-./]/g, "");
  const whole = new Set(overlapping(plain, /RF\d{14}/g).filter(isTransferReference));
  const [only] = whole;
  if (only !== undefined) return whole.size === 1 ? exact(only) : near(whole);
  const slips = new Set<TransferReference>();
  for (const found of overlapping(plain, /(?:RF|R|F)?\d{12,16}/g)) {
    for (const one of oneSlipFrom(found)) slips.add(one);
  }
  return slips.size === 0 ? { kind: "none" } : near(slips);
}

const exact = (reference: TransferReference): ReadReference => ({ kind: "exact", reference });
const near = (found: ReadonlySet<TransferReference>): ReadReference => ({
  kind: "near",
  candidates: [...found].slice(0, mostCandidates),
});

/** Of one slip there are some dozens at the most; a look-up of more is no suggestion. */
const mostCandidates = 64;

function overlapping(text: string, pattern: RegExp): string[] {
  return [...text.slice(0, 300).matchAll(pattern)].map(([found]) => found);
}

/** Everything that holds and differs from `text` by one slip. */
function* oneSlipFrom(text: string): Generator<TransferReference> {
  const digits = text.replace(/[A-Z]/g, "");
  for (const one of slips(digits)) {
    const reference = `RF${one}`;
    if (isTransferReference(reference)) yield reference;
  }
}

function* slips(digits: string): Generator<string> {
  const before = (at: number) => digits.slice(0, at);
  if (digits.length === ownDigits + 2) yield digits;
  for (let at = 0; at <= digits.length; at += 1) {
    if (digits.length === ownDigits + 1) {
      for (const digit of "0123456789") yield before(at) + digit + digits.slice(at);
    }
    if (at === digits.length) return;
    if (digits.length === ownDigits + 3) yield before(at) + digits.slice(at + 1);
    if (digits.length !== ownDigits + 2) continue;
    for (const digit of "0123456789") yield before(at) + digit + digits.slice(at + 1);
    yield before(at) + digits.slice(at + 1, at + 2) + digits[at] + digits.slice(at + 2);
  }
}
