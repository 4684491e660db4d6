const longest = 120;

/** Marks of markup and paths, controls, and characters that turn the reading direction round. */
const unsafe = /[<>"|?*:\\/\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u;

/**
 * A file's name for showing and for keeping, in NFC; a path before it is taken off. Null when it
 * holds what no honest name holds: markup, control characters, turned reading direction.
 */
export function plainName(name: string): string | null {
  const last = name
    .normalize("NFC")
    .replace(/^.*[\\/](?=[^<>]*$)/u, "")
    .trim();
  if (last === "" || last.startsWith(".") || unsafe.test(last)) return null;
  const dot = last.lastIndexOf(".");
  const ending = dot > 0 ? last.slice(dot).slice(0, 10) : "";
  return [...last].length <= longest ? last : [...last].slice(0, longest - 10).join("") + ending;
}
