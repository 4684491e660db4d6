import { type ParseArgsConfig, parseArgs } from "node:util";
import { err, ok, type Result } from "#app/domain/primitives/result.ts";
import { exit, type Io } from "./io.ts";

/** Why a command did not do what it was asked. */
export interface CommandFault {
  readonly code: string;
  readonly message: string;
  /** The option, or the place in a document, that is wrong; "" for none. */
  readonly path: string;
}

type Spec = NonNullable<ParseArgsConfig["options"]>;

export interface Given {
  readonly json: boolean;
  readonly files: readonly string[];
  /** Option values by name; a flag is "true". */
  readonly option: Readonly<Record<string, string | undefined>>;
  /** Every value of an option that may stand several times. */
  list(name: string): readonly string[];
}

/** Reads what stands after a command's name. `flags` take no value; `--json` always may stand. */
export function readArgs(
  args: readonly string[],
  names: { readonly values?: readonly string[]; readonly flags?: readonly string[] },
  files: number,
): Result<Given, CommandFault> {
  const options: Spec = { json: { type: "boolean" } };
  for (const name of names.values ?? []) options[name] = { type: "string", multiple: true };
  for (const name of names.flags ?? []) options[name] = { type: "boolean" };
  try {
    const read = parseArgs({ args: [...args], options, allowPositionals: true });
    if (read.positionals.length !== files) {
      const wanted = files === 1 ? "one file or name" : `${files} names`;
      return wrongUse(files === 0 ? "no name is expected here" : `expected ${wanted}`);
    }
    const list = (name: string): string[] => {
      const value = read.values[name];
      return Array.isArray(value) ? value.map(String) : [];
    };
    const entries = Object.entries(read.values).map(
      ([name, value]) => [name, String(Array.isArray(value) ? value.at(-1) : value)] as const,
    );
    const json = read.values.json === true;
    return ok({ json, files: read.positionals, option: Object.fromEntries(entries), list });
  } catch (error) {
    return wrongUse((error as Error).message.split(". ")[0] as string);
  }
}

export function wrongUse(message: string, path = ""): Result<never, CommandFault> {
  return err({ code: "wrong-use", message, path });
}

/** Says why not, in the form that was asked for, and answers the exit code. */
export function complain(
  fault: CommandFault,
  json: boolean,
  io: Io,
  code: number = exit.wrongUse,
): number {
  const { code: reason, message, path } = fault;
  if (json) io.out(`${JSON.stringify({ error: { code: reason, message, path } })}\n`);
  else io.err(`${path === "" ? "" : `${path}: `}${message} (${reason})\n`);
  return code;
}

/** The options of a command that needs each of these. */
export function needed<Name extends string>(
  given: Given,
  names: readonly Name[],
): Result<Record<Name, string>, CommandFault> {
  const values = {} as Record<Name, string>;
  for (const name of names) {
    const value = given.option[name];
    if (value === undefined || value === "") return wrongUse(`--${name} is needed`, name);
    values[name] = value;
  }
  return ok(values);
}
