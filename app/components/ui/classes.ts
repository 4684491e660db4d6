/** The class names that hold, as one attribute; undefined when none does. */
export function classes(...names: (string | false | null | undefined)[]): string {
  return names.filter(Boolean).join(" ");
}
