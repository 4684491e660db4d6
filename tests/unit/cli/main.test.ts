import { describe, expect, test } from "vitest";
import type { Command } from "#app/cli/commands.ts";
import { commands } from "#app/cli/commands.ts";
import type { Io } from "#app/cli/io.ts";
import { main } from "#app/cli/main.ts";

/** A terminal that keeps what was said. */
function listener(): Io & { readonly said: { out: string; err: string } } {
  const said = { out: "", err: "" };
  return {
    said,
    watched: false,
    out: (text) => {
      said.out += text;
    },
    err: (text) => {
      said.err += text;
    },
  };
}

/** A command that prints its arguments and ends with the given code. */
function echo(name: string, code = 0): Command {
  const run = async (args: readonly string[], io: Io): Promise<number> => {
    io.out(`${name}: ${args.join(" ")}`);
    return code;
  };
  return { name, usage: "FILE", summary: `does ${name}`, load: async () => ({ run }) };
}

const table = [echo("quote"), echo("import accounts", 1), echo("import balances")];

describe("the command line", () => {
  test("hands a command what follows its name, and passes its exit code on", async () => {
    const io = listener();
    expect(await main(["import", "accounts", "a.csv", "--dry-run"], io, table)).toBe(1);
    expect(io.said.out).toBe("import accounts: a.csv --dry-run");
  });

  test.each([[["help"]], [["--help"]], [["-h"]]])("%s lists every command", async (args) => {
    const io = listener();
    expect(await main(args, io, table)).toBe(0);
    for (const { name } of table) expect(io.said.out).toContain(name);
  });

  test("no command at all is wrong use, and shows the list", async () => {
    const io = listener();
    expect(await main([], io, table)).toBe(2);
    expect(io.said.out).toContain("quote FILE");
  });

  test("--help after a command explains it and does not run it", async () => {
    const io = listener();
    expect(await main(["import", "accounts", "--help"], io, table)).toBe(0);
    expect(io.said.out).toBe("import accounts FILE\n  does import accounts\n");
  });

  test("an unknown command is wrong use, said on standard error", async () => {
    const io = listener();
    expect(await main(["quota", "x"], io, table)).toBe(2);
    expect(io.said.out).toBe("");
    expect(io.said.err).toContain("unknown command: quota\n");
  });

  test("half of a two-word command shows only its relatives", async () => {
    const io = listener();
    expect(await main(["import", "nothing"], io, table)).toBe(2);
    expect(io.said.err).toContain("unknown command: import nothing");
    expect(io.said.err).not.toContain("quote");
  });

  test("with --json an unknown command is one JSON document on one line", async () => {
    const io = listener();
    expect(await main(["quota", "--json"], io, table)).toBe(2);
    expect(io.said.out.trimEnd()).not.toContain("\n");
    expect(JSON.parse(io.said.out).error.code).toBe("unknown-command");
  });

  test("no two commands share a name", () => {
    const names = commands.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
  });
});
