import {
  appendFileSync,
  closeSync,
  existsSync,
  ftruncateSync,
  rmSync,
  writeFileSync,
  writeSync,
} from "node:fs";
import { err, ok, type Result } from "#app/domain/primitives/result.ts";
import { csvLine } from "#app/services/imports/csv-line.server.ts";
import type { LinkLine } from "#app/services/links/issue-links.server.ts";
import { linkLetter } from "#app/services/links/link-letter.server.ts";
import type { LinkChannel } from "#app/services/links/prepare-link.server.ts";
import type { SizedPaper } from "#app/services/papers/paper.ts";
import type { Portfolio } from "#app/services/portfolios/load-portfolio.server.ts";
import type { Runtime } from "#app/services/ports.ts";
import type { CommandFault } from "./answer.ts";
import { openOut } from "./out-file.ts";

/** What becomes of the lines of `links issue`: one of these takes them all. */
export interface LinkTaker {
  take(line: LinkLine): void | Promise<void>;
  /** What the JSON document says beside the counts. */
  close(): Promise<object>;
}

/** Where a letter goes and how it is to be set, for whoever prints it: `print` is its size. */
const letterHead = ["name", "address", "postcode", "locale", "print"] as const;

/** Lines for a spreadsheet, as they come. A letter's has the name and the address too. */
export function csvTaker(
  channel: LinkChannel,
  say: (line: string) => void,
  file: number | null,
): LinkTaker {
  const head = ["account_ref", "debtor_ref", "channel", "outcome", "rule", "url", "expires_at"];
  say(csvLine(channel === "letter" ? [...head, ...letterHead] : head));
  return {
    take: (line) => say(csvLine(cellsOf(line, channel))),
    async close() {
      if (file !== null) closeSync(file);
      return {};
    },
  };
}

/** The descriptor as a place for lines. */
export const into = (file: number) => (line: string) => void writeSync(file, line);

function cellsOf(line: LinkLine, channel: LinkChannel): string[] {
  const { accountRef, debtorRef, outcome, rule, url, expiresAt, addressee } = line;
  const expires = expiresAt?.toISOString() ?? "";
  const cells = [accountRef, debtorRef, channel, outcome, rule ?? "", url ?? "", expires];
  if (channel !== "letter") return cells;
  const { name = "", address = "", postcode = "" } = addressee?.person ?? {};
  const { locale = "", size = "" } = addressee ?? {};
  return [...cells, name, address ?? "", postcode ?? "", locale, size];
}

/** All of them in one document. */
export function jsonTaker(channel: LinkChannel): LinkTaker {
  const links: object[] = [];
  return {
    take: (line) => void links.push(jsonOf(line, channel)),
    close: async () => ({ links }),
  };
}

/** A letter needs to know where it goes; what is sent needs nothing of the person. */
function jsonOf({ addressee, ...line }: LinkLine, channel: LinkChannel) {
  const said = { ...line, expiresAt: line.expiresAt?.toISOString() ?? null };
  if (channel !== "letter") return said;
  const { name = "", address = null, postcode = null } = addressee?.person ?? {};
  const { locale = null, size: print = null } = addressee ?? {};
  return { ...said, name, address, postcode, locale, print };
}

/** As many letters as a file has; what printers take, and memory holds. */
const lettersInFile = 500;

/**
 * Letters to print: `out.pdf`, and where there are more of them `out-2.pdf` and so on. A link is
 * seen once, so no file that is there is written over, and each letter stands in `out.pdf.csv`
 * from the moment it counts as sent until its file is whole: a run that is cut off loses none.
 */
export function letterTaker(
  runtime: Runtime,
  portfolio: Portfolio,
  out: string,
  perFile = lettersInFile,
): Result<LinkTaker, CommandFault> {
  const kept = `${out}.csv`;
  const placeOf = (n: number) => (n === 1 ? out : out.replace(/\.pdf$/i, `-${n}$&`));
  const taken = [placeOf(1), placeOf(2), kept].find((path) => existsSync(path));
  if (taken !== undefined) return err(inTheWay(taken));
  const opened = openOut(kept, "ax");
  if (!opened.ok) return opened;
  const journal = opened.value as number;
  const files: string[] = [];
  let waiting: SizedPaper[] = [];
  const flush = async () => {
    const path = placeOf(files.length + 1);
    const bytes = await runtime.papers.bind(waiting);
    writeFileSync(path, bytes, { mode: 0o600, flag: "wx" });
    files.push(path);
    waiting = [];
    ftruncateSync(journal, 0);
  };
  return ok({
    async take(line) {
      const { accountRef, url, expiresAt, addressee } = line;
      if (url === null || expiresAt === null || addressee === null) return;
      appendFileSync(journal, csvLine(cellsOf(line, "letter")));
      const paper = linkLetter(runtime, portfolio, { accountRef, url, expiresAt, addressee });
      waiting.push({ paper, size: addressee.size });
      if (waiting.length === perFile) await flush();
    },
    async close() {
      if (waiting.length > 0) await flush();
      closeSync(journal);
      rmSync(kept);
      return { files };
    },
  });
}

const inTheWay = (path: string): CommandFault => ({
  code: "file-exists",
  message: `${path} is there already, and its links cannot be made again: move it away`,
  path: "out",
});
