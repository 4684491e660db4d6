import { openSync } from "node:fs";
import { err, ok, type Result } from "#app/domain/primitives/result.ts";
import type { CommandFault } from "./answer.ts";

/**
 * Descriptor of the file that takes an answer, for its owner alone; null: standard output. `ax`: a
 * new file alone.
 */
export function openOut(
  path: string | undefined,
  flag: "w" | "ax" = "w",
): Result<number | null, CommandFault> {
  if (path === undefined) return ok(null);
  try {
    return ok(openSync(path, flag, 0o600));
  } catch {
    return err({ code: "file-not-writable", message: `cannot write ${path}`, path: "out" });
  }
}
