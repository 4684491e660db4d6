import { readFileSync } from "node:fs";
import { isPreset } from "#app/domain/policy/presets.ts";
import { parsePolicy } from "#app/domain/policy/read-policy.ts";
import { complain, readArgs } from "./answer.ts";
import { exit, type Io } from "./io.ts";

/** `policy check FILE`: whether a policy document (or a preset's name) holds; no database. */
export async function run(args: readonly string[], io: Io): Promise<number> {
  const json = args.includes("--json");
  const given = readArgs(args, {}, 1);
  if (!given.ok) return complain(given.error, json, io);
  const [file = ""] = given.value.files;
  const house = { currency: null, timeZone: null };
  const policy = isPreset(file)
    ? parsePolicy(file, { currency: "CNY", timeZone: "Asia/Shanghai" })
    : parsePolicy(documentOf(file), house);
  if (!policy.ok) return complain(policy.error, json, io);
  const { id, currency } = policy.value;
  if (json)
    io.out(`${JSON.stringify({ ok: true, id, currency: isPreset(file) ? null : currency })}\n`);
  else io.out(`The policy ${id} holds\n`);
  return exit.done;
}

/** What is no JSON is no policy; the reader says so. */
function documentOf(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, "utf8")) as unknown;
  } catch {
    return null;
  }
}
