/**
 * A receipt's number: the day it counts from and ten characters of the payment's id in Crockford's
 * alphabet, which has no letter that reads like a digit. Unique by the database.
 */
export function receiptNumber(effectiveOn: string, paymentId: string): string {
  const tail = BigInt(`0x${paymentId.replaceAll("-", "").slice(-13)}`) % 32n ** 10n;
  let rest = tail;
  let code = "";
  for (let place = 0; place < 10; place += 1) {
    code = alphabet[Number(rest % 32n)] + code;
    rest /= 32n;
  }
  return `R-${effectiveOn.replaceAll("-", "")}-${code}`;
}

const alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
