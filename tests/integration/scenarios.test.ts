import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { verifyLedger } from "#app/services/operations/verify-ledger.server.ts";
import { withPayments } from "../support/payments.ts";
import { playLife, vocabulary } from "../support/scenarios/play-life.ts";
import { readLife } from "../support/scenarios/read-life.ts";

const bench = withPayments();
const folder = join(import.meta.dirname, "../scenarios");
const lives = readdirSync(folder).map((name) => {
  const text = readFileSync(join(folder, name), "utf8");
  return { name, text, title: readLife(text, vocabulary).title };
});

describe("lives", () => {
  test.each(lives)("$name: $title", async ({ text }) => {
    expect(await playLife(bench, text)).toEqual([]);
  });

  test("are thirty at the least, and the books of all of them hold", async () => {
    expect(lives.length).toBeGreaterThanOrEqual(30);
    expect(await verifyLedger(bench.runtime)).toMatchObject({ fault: null });
  });
});
