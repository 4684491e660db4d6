import { err, ok, type Result } from "#app/domain/primitives/result.ts";
import type { Cells } from "../cells.server.ts";
import type { FileFault, KnownColumns } from "./row-source.ts";

/** Unknown names are reported, never guessed at; a missing or doubled one refuses the file. */
export function checkHeader(
  names: readonly string[],
  known: KnownColumns,
): Result<{ readonly unknown: readonly string[] }, FileFault> {
  const missing = known.required.filter((name) => !names.includes(name));
  if (missing.length > 0) {
    const message = `the file lacks ${missing.join(", ")}`;
    return err({ code: "missing-column", message, columns: missing });
  }
  const all = new Set([...known.required, ...known.optional]);
  const doubled = names.filter((name, at) => all.has(name) && names.indexOf(name) !== at);
  if (doubled.length > 0) {
    const message = `the file has ${doubled.join(", ")} twice`;
    return err({ code: "duplicate-column", message, columns: doubled });
  }
  return ok({ unknown: names.filter((name) => !all.has(name)) });
}

/** Cells of one record, found by the names of the header; a million of these are made. */
export class RecordCells implements Cells {
  constructor(
    private readonly places: ReadonlyMap<string, number>,
    private readonly cells: readonly string[],
  ) {}

  get(column: string): string | undefined {
    const place = this.places.get(column);
    return place === undefined ? undefined : this.cells[place];
  }
}

export function placesOf(names: readonly string[]): ReadonlyMap<string, number> {
  return new Map(names.map((name, place) => [name, place]));
}
