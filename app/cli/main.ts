import { type Command, commands } from "./commands.ts";
import { exit, type Io, terminal } from "./io.ts";

/**
 * Runs one command line. Exit codes: 0 done, 1 refused, 2 wrong use.
 * @param args what stands after `portal --`
 * @param table the commands to choose from; tests hand in their own
 */
export async function main(
  args: readonly string[],
  io: Io = terminal(),
  table: readonly Command[] = commands,
): Promise<number> {
  const [first] = args;
  if (first === undefined || first === "help" || first === "--help" || first === "-h") {
    io.out(overview(table));
    return first === undefined ? exit.wrongUse : exit.done;
  }
  const found = find(args, table);
  if (found === null) return refuse(args, io, table);
  const rest = args.slice(found.name.split(" ").length);
  if (rest.includes("--help") || rest.includes("-h")) {
    io.out(`${line(found)}\n  ${found.summary}\n`);
    return exit.done;
  }
  const module = await found.load();
  return module.run(rest, io);
}

/** Two-word names win over one-word names. */
function find(args: readonly string[], table: readonly Command[]): Command | null {
  const two = args.slice(0, 2).join(" ");
  return (
    table.find((command) => command.name === two) ??
    table.find((command) => command.name === args[0]) ??
    null
  );
}

function refuse(args: readonly string[], io: Io, table: readonly Command[]): number {
  const siblings = table.filter((command) => command.name.startsWith(`${args[0]} `));
  const asked = args.slice(0, siblings.length > 0 ? 2 : 1).join(" ");
  const message = `unknown command: ${asked}`;
  if (args.includes("--json")) {
    io.out(`${JSON.stringify({ error: { code: "unknown-command", message, path: "" } })}\n`);
  } else {
    io.err(`${message}\n${overview(siblings.length > 0 ? siblings : table)}`);
  }
  return exit.wrongUse;
}

function overview(table: readonly Command[]): string {
  const rows = table.map((command) => `  ${line(command)}\n      ${command.summary}\n`);
  return `npm run -s portal -- COMMAND\n\n${rows.join("")}`;
}

function line(command: Command): string {
  return command.usage === "" ? command.name : `${command.name} ${command.usage}`;
}
