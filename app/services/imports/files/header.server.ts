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

export function cellsByName(names: readonly string[], cells: readonly string[]): Cells {
  const row: Record<string, string | undefined> = Object.create(null);
  for (let at = 0; at < names.length; at += 1) row[names[at] as string] = cells[at];
  return row;
}
