/**
 * Ids come in addresses: what has another form is nobody's, and the database is not asked. Capital
 * letters are another form: one id must never read as two, where ids name what is paid or locked.
 */
export function isUuid(text: string): boolean {
  return /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(text);
}
