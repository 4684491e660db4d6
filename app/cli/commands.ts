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
    name: "import balances",
    usage: "FILE --portfolio CODE [--dry-run] [--errors FILE] [--json]",
    summary: "what known accounts owe now: snapshots with as_of and applied_through",
    load: () => import("./import-balances.ts"),
  },
  {
    name: "import transfers",
    usage: "FILE --portfolio CODE [--dry-run] [--errors FILE] [--json]",
    summary: "a bank statement: booked by reference, what matches nothing to suspense",
    load: () => import("./import-transfers.ts"),
  },
  {
    name: "links issue",
    usage: "--portfolio CODE [--where COND] [--channel none|email|sms|letter] [--out FILE]",
    summary: 'one link an account, by the contact rules; COND like "days_overdue>=30"',
    load: () => import("./links-issue.ts"),
  },
  {
    name: "events export",
    usage: "--after SEQ [--format ndjson|csv] [--portfolio CODE] [--out FILE] [--json]",
    summary: "the feed: every fact after a place, in order",
    load: () => import("./events-export.ts"),
  },
  {
    name: "events replay",
    usage: "--from SEQ [--portfolio CODE] [--json]",
    summary: "sends the webhook endpoints everything again from a place on",
    load: () => import("./events-replay.ts"),
  },
  {
    name: "plans export",
    usage: "[--format csv|xlsx] [--portfolio CODE] [--out FILE] [--json]",
    summary: "every plan, the newest agreed first",
    load: () => import("./plans-export.ts"),
  },
  {
    name: "payments export",
    usage: "[--format csv|xlsx] [--portfolio CODE] [--out FILE] [--json]",
    summary: "every payment with its split, newest first",
    load: () => import("./payments-export.ts"),
  },
  {
    name: "policy check",
    usage: "FILE [--json]",
    summary: "whether a policy document holds; touches no database",
    load: () => import("./policy-check.ts"),
  },
  {
    name: "policy show",
    usage: "CODE [--json]",
    summary: "the policy in force of a portfolio",
    load: () => import("./policy-show.ts"),
  },
  {
    name: "portfolio add",
    usage:
      "CODE --name --currency --locale --time-zone --policy PRESET|FILE [--brand FILE]" +
      " [--methods card,alipay,wechat_pay]",
    summary: "a creditor's accounts under one brand, currency, zone and policy",
    load: () => import("./portfolio-add.ts"),
  },
  {
    name: "portfolio list",
    usage: "[--json]",
    summary: "every portfolio",
    load: () => import("./portfolio-list.ts"),
  },
  {
    name: "calendar add",
    usage: "CODE --off DATE … --working DATE … [--name TEXT] [--json]",
    summary: "days a portfolio is closed or works, over its country's calendar",
    load: () => import("./calendar-add.ts"),
  },
  {
    name: "calendar list",
    usage: "CODE [--from DATE] [--json]",
    summary: "a portfolio's own days",
    load: () => import("./calendar-list.ts"),
  },
  {
    name: "staff add",
    usage: "--email ADDRESS --role ROLE [--name NAME] [--portfolio CODE …]",
    summary: "a member of staff; the password and the authenticator key are shown once",
    load: () => import("./staff-add.ts"),
  },
  {
    name: "keys create",
    usage: "--name NAME --scope SCOPE … [--portfolio CODE …]",
    summary: "an API key, shown once; the scope * is every scope",
    load: () => import("./keys-create.ts"),
  },
  {
    name: "ledger verify",
    usage: "[--json]",
    summary: "works the whole ledger out anew; exit 1 and the first break",
    load: () => import("./ledger-verify.ts"),
  },
  {
    name: "audit verify",
    usage: "[--json]",
    summary: "follows the chains of the audit log; exit 1 and the first break",
    load: () => import("./audit-verify.ts"),
  },
  {
    name: "reconcile",
    usage: "[--since DATE] [--json]",
    summary: "the provider's books against the ledger; exit 1 with the breaks listed",
    load: () => import("./reconcile.ts"),
  },
  {
    name: "doctor",
    usage: "[--json]",
    summary: "settings, database, clock, worker, provider and messages, each with a mend",
    load: () => import("./doctor.ts"),
  },
];
