const alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/**
 * A link's short name ("7K4-29M"), to ask about on the phone; it opens nothing. Six characters of
 * Crockford's alphabet from the random end of the link's id.
 */
export function linkReference(linkId: string): string {
  let rest = BigInt(`0x${linkId.replaceAll("-", "").slice(-12)}`);
  let code = "";
  for (let place = 0; place < 6; place += 1) {
    code = alphabet[Number(rest % 32n)] + code;
    rest /= 32n;
  }
  return `${code.slice(0, 3)}-${code.slice(3)}`;
}
