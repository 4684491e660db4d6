import { err, ok, type Result } from "#app/domain/primitives/result.ts";
import { system } from "#app/services/act.server.ts";
import { issueLinks, type LinksWish } from "#app/services/links/issue-links.server.ts";
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
import { csvTaker, into, jsonTaker, type LinkTaker, letterTaker } from "./link-takers.ts";
import { openOut } from "./out-file.ts";
import { progressOf } from "./progress.ts";
import { portfolioOf } from "./run-import.ts";
import { withRuntime } from "./with-runtime.ts";

const values = ["portfolio", "where", "channel", "out", "days"];

/**
 * `links issue --portfolio CODE [--where "days_overdue>=30"] [--channel none|email|sms|letter]
 * [--days N] [--out FILE]`: one link for everybody who owes an account. What is sent is sent by the
 * worker; `none` and `letter` hand the addresses over as CSV, and letters to print where FILE ends
 * in `.pdf`. An account that a contact rule keeps
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
    const taker = takerFor(runtime, portfolio.value, wish.value.channel, given.value, io);
    if (!taker.ok) return complain(taker.error, json, io);
    // Where the links themselves go to the terminal, nothing is counted between them.
    const counting = json || given.value.option.out !== undefined;
    return issue(runtime, portfolio.value, wish.value, taker.value, counting, json, io);
  });
}

function takerFor(
  runtime: Runtime,
  portfolio: Portfolio,
  channel: LinkChannel,
  { option, json }: Given,
  io: Io,
): Result<LinkTaker, CommandFault> {
  const path = option.out;
  if (path?.toLowerCase().endsWith(".pdf")) {
    if (channel !== "letter") return wrongUse("a PDF is made of letters: --channel letter", "out");
    return letterTaker(runtime, portfolio, path);
  }
  const out = openOut(path);
  if (!out.ok) return out;
  const file = out.value;
  if (file === null && json) return ok(jsonTaker(channel));
  return ok(csvTaker(channel, file === null ? (line) => io.out(line) : into(file), file));
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
  taker: LinkTaker,
  counting: boolean,
  json: boolean,
  io: Io,
): Promise<number> {
  const progress = progressOf(io);
  let count = 0;
  const done = await issueLinks(runtime, system, portfolio, wish, async (line) => {
    await taker.take(line);
    count += 1;
    if (counting) progress.count(count, "links");
  });
  progress.end();
  const beside = await taker.close();
  const counts = done.ok ? done.value : { issued: 0, others: 0 };
  if (json) io.out(`${JSON.stringify({ ...counts, ...beside })}\n`);
  else io.err(`${counts.issued} links issued, ${counts.others} accounts without one\n`);
  return exit.done;
}
