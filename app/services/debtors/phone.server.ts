/** Calling codes (ITU-T E.164) of the countries whose national numbers are understood. */
const codes: Readonly<Record<string, { code: string; national: RegExp }>> = {
  CN: { code: "86", national: /^(?:0?1[3-9]\d{9}|0(?:10|[2-9]\d{1,2})\d{7,8})$/ },
  HK: { code: "852", national: /^\d{8}$/ },
  TW: { code: "886", national: /^0\d{8,9}$/ },
  SG: { code: "65", national: /^\d{8}$/ },
  US: { code: "1", national: /^1?[2-9]\d{9}$/ },
  CA: { code: "1", national: /^1?[2-9]\d{9}$/ },
  GB: { code: "44", national: /^0\d{9,10}$/ },
  AU: { code: "61", national: /^0\d{9}$/ },
};

const international = /^\+[1-9]\d{6,14}$/;

/**
 * A number as E.164, read as one of `country` (ISO 3166-1 alpha-2) where it names none; null for
 * what is no telephone number. A national number of a country that is not known stays as digits.
 */
export function dialledNumber(text: string, country: string): string | null {
  const plain = text
    .normalize("NFKC")
    .replace(/[\s().·/-]/g, "")
    .replace(/^00/, "+");
  if (international.test(plain)) return plain;
  if (!/^\d{5,15}$/.test(plain)) return null;
  const home = codes[country];
  if (home === undefined || !home.national.test(plain)) return plain;
  return `+${home.code}${plain.replace(home.code === "1" ? /^1/ : /^0/, "")}`;
}

/** Whether a stored number can be sent to. */
export function isDialable(phone: string | null): phone is string {
  return phone !== null && international.test(phone);
}
