import { parseDate } from "#app/domain/primitives/date.ts";
import { findPhrase, type Table } from "./phrase.ts";

/** One sentence of a life, and the line of the file on which it stands. */
export interface Sentence {
  readonly line: number;
  readonly text: string;
}

/** What happens at one moment. */
export interface Step extends Sentence {
  readonly on: string;
  /** "HH:MM" in the portfolio's zone. */
  readonly at: string;
  /** The reason with which it has to be refused; null: it has to succeed. */
  readonly refusedAs: string | null;
  readonly then: readonly Sentence[];
}

export interface LifeText {
  readonly title: string;
  readonly givens: readonly Sentence[];
  readonly steps: readonly Step[];
}

/** The sentences that are known. */
export interface Vocabulary {
  readonly givens: Table<unknown>;
  readonly steps: Table<unknown>;
  readonly expectations: Table<unknown>;
}

/** A file that cannot be played, and where. */
export class LifeFault extends Error {
  constructor(line: number, what: string) {
    super(`line ${line}: ${what}`);
    this.name = "LifeFault";
  }
}

const noon = "12:00";

/**
 * Reads a life: a title, `given …`, `on DATE: …`, `on DATE at HH:MM: …`, `and …` (the same moment),
 * `then …; …`. What stands after `#` is for the reader. Throws a LifeFault for the first sentence
 * that nobody knows, a date that does not exist, or a day before the one above it.
 */
export function readLife(text: string, vocabulary: Vocabulary): LifeText {
  const givens: Sentence[] = [];
  const steps: (Step & { then: Sentence[] })[] = [];
  const lines = text.split("\n").map((line, index) => ({ line: index + 1, text: plain(line) }));
  const [head, ...rest] = lines.filter((one) => one.text !== "");
  if (head === undefined) throw new LifeFault(1, "the file is empty");
  for (const { line, text: said } of rest) {
    const given = /^given (.+)$/.exec(said)?.[1];
    const then = /^then (.+)$/.exec(said)?.[1];
    if (given !== undefined) {
      if (steps.length > 0) throw new LifeFault(line, "what is given stands before what happens");
      givens.push(known(vocabulary.givens, { line, text: given }));
    } else if (then !== undefined) {
      const step = steps.at(-1);
      if (step === undefined) throw new LifeFault(line, "nothing has happened yet");
      const parts = then.split(";").map((part) => ({ line, text: part.trim() }));
      step.then.push(...parts.map((part) => known(vocabulary.expectations, part)));
    } else {
      steps.push({ ...stepOf(line, said, steps.at(-1), vocabulary.steps), then: [] });
    }
  }
  if (steps.length === 0) throw new LifeFault(head.line, "nothing happens in this life");
  return { title: head.text, givens, steps };
}

const plain = (line: string): string =>
  (line.startsWith("#") ? "" : line.replace(/\s+# .*$/, "")).trim();

function stepOf(
  line: number,
  said: string,
  before: Step | undefined,
  steps: Table<unknown>,
): Omit<Step, "then"> {
  const dated = /^on (\d{4}-\d{2}-\d{2})(?: at (\d\d:\d\d))?: (.+)$/.exec(said);
  const same = before && /^and (.+)$/.exec(said);
  if (dated === null && !same) {
    throw new LifeFault(line, `expected given, on DATE: …, and … or then …, not: ${said}`);
  }
  const on = dated?.[1] ?? before?.on ?? "";
  const at = dated ? (dated[2] ?? noon) : (before?.at ?? noon);
  if (parseDate(on) === null) throw new LifeFault(line, `there is no day ${on}`);
  if (before && `${on} ${at}` < `${before.on} ${before.at}`) {
    throw new LifeFault(line, `${on} ${at} lies before ${before.on} ${before.at}`);
  }
  const [, text = "", refusedAs = null] =
    /^(.*?)(?:, refused as ([\w-]+))?$/.exec(dated?.[3] ?? same?.[1] ?? "") ?? [];
  return { ...known(steps, { line, text }), on, at, refusedAs };
}

function known(table: Table<unknown>, sentence: Sentence): Sentence {
  if (findPhrase(table, sentence.text) !== null) return sentence;
  const first = sentence.text.split(" ")[0] ?? "";
  const near = Object.keys(table).filter((phrase) => phrase.split(" ").includes(first));
  const hint = near.length === 0 ? "" : `; known are: ${near.join(" | ")}`;
  throw new LifeFault(sentence.line, `nobody knows "${sentence.text}"${hint}`);
}
