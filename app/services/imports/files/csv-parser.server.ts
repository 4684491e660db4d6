/** A record of a delimited file, or why there is none; `line` is where it begins, from 1. */
export type CsvRecord =
  | { readonly line: number; readonly cells: readonly string[] }
  | { readonly line: number; readonly fault: CsvFault };
export type CsvFault = "malformed-quotes" | "unclosed-quote" | "line-too-long";

/** No account needs more; it bounds what a broken file can make us hold. */
const longestRecord = 65_536;

/**
 * Parses delimited text (RFC 4180) as it arrives. A record that is broken is refused by itself:
 * reading goes on at the line after the one it began on.
 */
export class CsvParser {
  #text = "";
  #at = 0;
  #line = 1;
  /** The rest of a line that was refused for its length is passed over. */
  #skipping = false;

  constructor(private readonly delimiter: string) {}

  push(chunk: string): CsvRecord[] {
    this.#text = this.#text.slice(this.#at) + chunk;
    this.#at = 0;
    return this.#records(false);
  }

  end(): CsvRecord[] {
    if (this.#text.length > this.#at) this.#text += "\n";
    return this.#records(true);
  }

  #records(atEnd: boolean): CsvRecord[] {
    const found: CsvRecord[] = [];
    for (;;) {
      const lineEnd = this.#text.indexOf("\n", this.#at);
      if (this.#skipping) {
        if (!this.#skipLine(lineEnd)) return found;
        continue;
      }
      const length = (lineEnd === -1 ? this.#text.length : lineEnd) - this.#at;
      if (length > longestRecord) {
        found.push({ line: this.#line, fault: "line-too-long" });
        this.#skipping = true;
        continue;
      }
      if (lineEnd === -1) return found;
      const record = this.#record(lineEnd, atEnd);
      if (record === null) return found;
      if (!isBlank(record)) found.push(record);
    }
  }

  /** False when the line goes on beyond what has arrived. */
  #skipLine(lineEnd: number): boolean {
    if (lineEnd === -1) {
      this.#text = "";
      this.#at = 0;
      return false;
    }
    this.#skipping = false;
    this.#moveTo(lineEnd + 1, 1);
    return true;
  }

  /** Null: a quoted value goes on beyond what has arrived. */
  #record(lineEnd: number, atEnd: boolean): CsvRecord | null {
    const line = this.#line;
    const plain = this.#text.slice(this.#at, lineEnd);
    if (!plain.includes('"')) {
      this.#moveTo(lineEnd + 1, 1);
      return { line, cells: withoutReturn(plain).split(this.delimiter) };
    }
    const quoted = parseQuoted(this.#text, this.#at, this.delimiter);
    if (quoted === "goes-on" && !atEnd && this.#text.length - this.#at <= longestRecord) {
      return null;
    }
    if (quoted === "goes-on" || quoted === "malformed") {
      this.#moveTo(lineEnd + 1, 1);
      return { line, fault: quoted === "malformed" ? "malformed-quotes" : "unclosed-quote" };
    }
    this.#moveTo(quoted.next, quoted.lines);
    return { line, cells: quoted.cells };
  }

  #moveTo(at: number, lines: number): void {
    this.#at = at;
    this.#line += lines;
  }
}

interface Quoted {
  readonly cells: string[];
  readonly next: number;
  readonly lines: number;
}

/** One record with quotes in it, from `start`. */
function parseQuoted(
  text: string,
  start: number,
  delimiter: string,
): Quoted | "goes-on" | "malformed" {
  const cells: string[] = [];
  let lines = 1;
  let at = start;
  for (;;) {
    const cell = text[at] === '"' ? quotedCell(text, at) : plainCell(text, at, delimiter);
    if (typeof cell === "string") return cell;
    cells.push(cell.value);
    lines += cell.breaks;
    at = cell.next;
    if (at - start > longestRecord) return "goes-on";
    if (text[at] === "\r" && text[at + 1] === "\n") at += 1;
    if (text[at] === "\n") return { cells, next: at + 1, lines };
    if (at >= text.length) return "goes-on";
    if (text[at] !== delimiter) return "malformed";
    at += 1;
  }
}

interface Cell {
  readonly value: string;
  readonly next: number;
  readonly breaks: number;
}

function quotedCell(text: string, open: number): Cell | "goes-on" {
  let close = text.indexOf('"', open + 1);
  while (close !== -1 && text[close + 1] === '"') close = text.indexOf('"', close + 2);
  if (close === -1) return "goes-on";
  const raw = text.slice(open + 1, close);
  const breaks = raw.includes("\n") ? raw.split("\n").length - 1 : 0;
  return { value: raw.replaceAll('""', '"'), next: close + 1, breaks };
}

/** A quote inside a value that did not begin with one is a fault, not a guess. */
function plainCell(text: string, start: number, delimiter: string): Cell | "malformed" {
  let end = start;
  for (; end < text.length; end += 1) {
    const mark = text[end];
    if (mark === '"') return "malformed";
    if (mark === delimiter || mark === "\n") break;
  }
  return { value: withoutReturn(text.slice(start, end)), next: end, breaks: 0 };
}

function withoutReturn(text: string): string {
  return text.endsWith("\r") ? text.slice(0, -1) : text;
}

function isBlank(record: CsvRecord): boolean {
  return "cells" in record && record.cells.length === 1 && record.cells[0] === "";
}
