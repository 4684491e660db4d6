/**
 * A path of this site taken from outside, or "/" when it is anything else: another host
 * ("//evil.example", "/\\evil.example", "https:…"), anything but printable ASCII, or no path.
 */
export function localPath(wanted: string | null): string {
  if (!wanted?.startsWith("/") || /[^!-~]|\\/.test(wanted)) return "/";
  const base = "http://local.invalid";
  if (!URL.canParse(wanted, base)) return "/";
  const { origin, pathname, search } = new URL(wanted, base);
  // "/.//evil.example" is of this site until its dots are resolved.
  return origin === base && !pathname.startsWith("//") ? pathname + search : "/";
}
