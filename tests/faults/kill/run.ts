/*
 * npm run faults:kill -- [--times N] [--minutes M]: kill -9 of web, of worker and of the database,
 * N times each, while payments are made. Not part of `npm test`, which runs a short form.
 */
import { cpus } from "node:os";
import { parseArgs } from "node:util";
import { ensureBuilt } from "#app/cli/launch/build.mjs";
import { type Victim, victims } from "./stack.ts";
import { type Outcome, survive } from "./survive.ts";

const { values } = parseArgs({
  options: { times: { type: "string", default: "100" }, minutes: { type: "string" } },
});
const times = Number(values.times);
const minutes = values.minutes === undefined ? null : Number(values.minutes);
if (!Number.isInteger(times) || times < 1 || (minutes !== null && !(minutes > 0))) {
  process.stderr.write("--times is a whole number from 1 on, --minutes a number above 0\n");
  process.exit(2);
}

await ensureBuilt();
const kills = Array.from({ length: times }, () => victims).flat();
const outcome = await survive({
  kills,
  apiPayers: 4,
  cardPayers: 3,
  calmMs: 1_800,
  ...(minutes === null ? {} : { until: Date.now() + minutes * 60_000 }),
  onKill(done, victim, tookMs) {
    if (done % 10 > 0 && done !== kills.length) return;
    process.stderr.write(`  ${done} of ${kills.length}: ${victim} back after ${ms(tookMs)}\n`);
  },
});
process.stdout.write(report(outcome));
process.exit(outcome.faults.length === 0 ? 0 : 1);

function report({ backAfterMs, acknowledged, load, underWay, ...rest }: Outcome): string {
  const line = (what: string, of: (victim: Victim) => string): string =>
    `${what.padEnd(34)}${victims.map((victim) => of(victim).padStart(10)).join("")}\n`;
  const figure = (what: string, text: string): string => `${what.padEnd(34)}${text.padStart(10)}\n`;
  const { elsewhere, hosted } = acknowledged;
  return [
    line("kill -9 of", (victim) => victim),
    line("times", (victim) => `${backAfterMs[victim].length}`),
    line("serves again after, median", (victim) => ms(quantile(backAfterMs[victim], 0.5))),
    line("the slowest", (victim) => ms(quantile(backAfterMs[victim], 1))),
    figure("payments acknowledged", `${elsewhere + hosted}`),
    figure("  received elsewhere, by API", `${elsewhere}`),
    figure("  on the provider's page", `${hosted}`),
    figure("requests under way at a kill", underWay.toFixed(1)),
    figure("requests cut off in the middle", `${load.cutOff}`),
    figure("answers asked for again", `${load.repeated}`),
    figure("all settled by itself after", ms(rest.settledAfterMs)),
    figure("the whole run", ms(rest.tookMs)),
    figure("processors", `${cpus().length}`),
    figure("faults", `${rest.faults.length}`),
    ...rest.faults.slice(0, 50).map((fault) => `  ${fault}\n`),
    rest.folder === null ? "" : `everything is kept in ${rest.folder}\n`,
  ].join("");
}

function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
}

function ms(value: number): string {
  return value < 10_000 ? `${Math.round(value)} ms` : `${(value / 1_000).toFixed(1)} s`;
}
