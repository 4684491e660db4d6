/** The last digits of a telephone number, to say "ending 4407": four, or two of a short number. */
export function phoneEnding(phone: string): string {
  const digits = phone.normalize("NFKC").replace(/\D/g, "");
  return digits.slice(digits.length < 8 ? -2 : -4);
}

/** An address with all but its first letter and its domain hidden: l***@example.cn. */
export function maskEmail(email: string): string {
  const at = email.lastIndexOf("@");
  const [first = ""] = at > 1 ? email : "";
  return `${first}***${at < 0 ? "" : email.slice(at)}`;
}
