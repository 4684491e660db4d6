import type { Io } from "./io.ts";

/** One row of `portal help`; the module is loaded only when its command is called. */
export interface Command {
  /** One or two words, as typed: `quote`, `import accounts`. */
  readonly name: string;
  /** What follows the name, as shown by help. */
  readonly usage: string;
  readonly summary: string;
  /** The module's `run` gets the arguments after the name and answers with the exit code. */
  load(): Promise<{ run(args: readonly string[], io: Io): Promise<number> }>;
}

/** Every command, in the order that help prints them. */
export const commands: readonly Command[] = [
  {
    name: "quote",
    usage: "FILE [--json]",
    summary: "balance, offers and the answer to a proposal; touches no database",
    load: () => import("./quote.ts"),
  },
  {
    name: "import accounts",
    usage: "FILE --portfolio CODE [--dry-run] [--errors FILE] [--json]",
    summary: "accounts from CSV, XLSX or JSON lines; a second run changes nothing",
    load: () => import("./import-accounts.ts"),
  },
  {
    name: "portfolio add",
    usage: "CODE --name --currency --locale --time-zone --policy PRESET|FILE [--brand FILE]",
    summary: "a creditor's accounts under one brand, currency, zone and policy",
    load: () => import("./portfolio-add.ts"),
  },
  {
    name: "portfolio list",
    usage: "[--json]",
    summary: "every portfolio",
    load: () => import("./portfolio-list.ts"),
  },
];
