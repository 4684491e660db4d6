/**
 * Whether a typed name is the one on file, read kindly: width, case, spaces, dots and hyphens do
 * not matter, nor which of two Latin names stands first. Nothing else is forgiven.
 */
export function isSameName(typed: string, onFile: string): boolean {
  const [a, b] = [wordsOf(typed), wordsOf(onFile)];
  if (a.length === 0) return false;
  return a.join("") === b.join("") || [...a].sort().join("") === [...b].sort().join("");
}

function wordsOf(name: string): string[] {
  const plain = name.normalize("NFKC").toLocaleLowerCase("en").replace(/['’]/g, "");
  return plain.split(/[\s.,·•・‧\-‐–]+/u).filter((word) => word !== "");
}
