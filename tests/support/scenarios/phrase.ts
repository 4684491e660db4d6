/** The words that a phrase left open, in order; "" where it has fewer. */
export type Words = readonly [string, string, string, string];

/** Sentences of one kind and what each does; `{date}`, `{amount}`… stand for words of a file. */
export type Table<Run> = Readonly<Record<string, Run>>;

const open = {
  n: "\\d+",
  date: "\\d{4}-\\d{2}-\\d{2}",
  amount: "\\d[\\d,]*(?:\\.\\d+)?",
  rate: "\\d+(?:\\.\\d+)?",
  word: "[\\w-]+",
  name: "[\\w/+-]+",
  list: ".+",
} as const;

/** The sentence of a table that a text is, with its words; null: none of them. */
export function findPhrase<Run>(
  table: Table<Run>,
  text: string,
): { run: Run; words: Words } | null {
  for (const [phrase, run] of Object.entries(table)) {
    const found = patternOf(phrase).exec(text);
    if (found !== null) return { run, words: [...found.slice(1), "", "", "", ""] as never };
  }
  return null;
}

const patterns = new Map<string, RegExp>();

function patternOf(phrase: string): RegExp {
  const known = patterns.get(phrase);
  if (known !== undefined) return known;
  const source = phrase
    .replace(/[.%()]/g, "\\$&")
    .replace(/\{(\w+)\}/g, (_, kind: keyof typeof open) => `(${open[kind]})`);
  const made = new RegExp(`^${source}$`);
  patterns.set(phrase, made);
  return made;
}
