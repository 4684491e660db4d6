import { closeSync, writeSync } from "node:fs";
import { err, ok, type Result } from "#app/domain/primitives/result.ts";
import { system } from "#app/services/act.server.ts";
import { csvLine } from "#app/services/imports/csv-line.server.ts";
import {
  issueLinks,
  type LinkLine,
  type LinksWish,
} from "#app/services/links/issue-links.server.ts";
import { parseWhere } from "#app/services/links/parse-where.server.ts";
import {
  type LinkChannel,
  linkChannels,
  longestTtlDays,
  standardTtlDays,
} from "#app/services/links/prepare-link.server.ts";
import type { Portfolio } from "#app/services/portfolios/load-portfolio.server.ts";
import type { Runtime } from "#app/services/ports.ts";
import { type CommandFault, complain, type Given, needed, readArgs, wrongUse } from "./answer.ts";
import { exit, type Io } from "./io.ts";
import { openOut } from "./out-file.ts";
import { progressOf } from "./progress.ts";
import { portfolioOf } from "./run-import.ts";
import { withRuntime } from "./with-runtime.ts";

const values = ["portfolio", "where", "channel", "out", "days"];

/**
 * `links issue --portfolio CODE [--where "days_overdue>=30"] [--channel none|email|sms|letter]
 * [--days N] [--out FILE]`: one link for everybody who owes an account. What is sent is sent by the
 * worker; `none` and `letter` hand the addresses over as CSV. An account that a contact rule keeps
 * from being written to has its own line with that rule, and is no failure: the exit code is 0.
 */
export async function run(args: readonly string[], io: Io): Promise<number> {
  const json = args.includes("--json");
  const given = readArgs(args, { values }, 0);
  if (!given.ok) return complain(given.error, json, io);
  const wanted = needed(given.value, ["portfolio"]);
  if (!wanted.ok) return complain(wanted.error, json, io);
  return withRuntime(io, json, async (runtime) => {
    const portfolio = await portfolioOf(runtime, wanted.value.portfolio);
    if (!portfolio.ok) return complain(portfolio.error, json, io);
    const wish = readWish(given.value, portfolio.value);
    if (!wish.ok) return complain(wish.error, json, io);
    const out = openOut(given.value.option.out);
    if (!out.ok) return complain(out.error, json, io);
    return issue(runtime, portfolio.value, wish.value, out.value, json, io);
  });
}

function readWish(given: Given, portfolio: Portfolio): Result<LinksWish, CommandFault> {
  const channel = given.option.channel ?? "none";
  const known = linkChannels.find((one) => one === channel);
  if (known === undefined) return wrongUse(`one of ${linkChannels.join(", ")}`, "channel");
  const ttlDays = Number(given.option.days ?? standardTtlDays);
  if (!Number.isInteger(ttlDays) || ttlDays < 1 || ttlDays > longestTtlDays) {
    return wrongUse(`a whole number from 1 to ${longestTtlDays}`, "days");
  }
  const where = parseWhere(given.option.where ?? "", portfolio.currency);
  if (where.ok) return ok({ channel: known, ttlDays, conditions: where.value });
  const { reason, part } = where.error;
  return err({ code: reason, message: `this cannot be read: ${part}`, path: "where" });
}

async function issue(
  runtime: Runtime,
  portfolio: Portfolio,
  wish: LinksWish,
  file: number | null,
  json: boolean,
  io: Io,
): Promise<number> {
  const kept: object[] = [];
  const say = (line: string) => (file === null ? io.out(line) : void writeSync(file, line));
  const asText = file !== null || !json;
  if (asText) say(csvLine(headOf(wish.channel)));
  const progress = progressOf(io);
  let count = 0;
  const done = await issueLinks(runtime, system, portfolio, wish, (line) => {
    if (asText) say(csvLine(cellsOf(line, wish.channel)));
    else kept.push(jsonOf(line, wish.channel));
    count += 1;
    if (file !== null || json) progress.count(count, "links");
  });
  progress.end();
  if (file !== null) closeSync(file);
  const counts = done.ok ? done.value : { issued: 0, others: 0 };
  if (json) io.out(`${JSON.stringify({ ...counts, ...(asText ? {} : { links: kept }) })}\n`);
  else io.err(`${counts.issued} links issued, ${counts.others} accounts without one\n`);
  return exit.done;
}

function headOf(channel: LinkChannel): string[] {
  const head = ["account_ref", "debtor_ref", "channel", "outcome", "rule", "url", "expires_at"];
  return channel === "letter" ? [...head, "name", "address", "postcode"] : head;
}

function cellsOf(line: LinkLine, channel: LinkChannel): string[] {
  const { accountRef, debtorRef, outcome, rule, url, expiresAt, person } = line;
  const expires = expiresAt?.toISOString() ?? "";
  const cells = [accountRef, debtorRef, channel, outcome, rule ?? "", url ?? "", expires];
  if (channel !== "letter") return cells;
  return [...cells, person?.name ?? "", person?.address ?? "", person?.postcode ?? ""];
}

/** A letter needs to know where it goes; what is sent needs nothing of the person. */
function jsonOf({ person, ...line }: LinkLine, channel: LinkChannel) {
  const said = { ...line, expiresAt: line.expiresAt?.toISOString() ?? null };
  if (channel !== "letter") return said;
  const { name = "", address = null, postcode = null } = person ?? {};
  return { ...said, name, address, postcode };
}
