import { beforeAll, expect, test } from "vitest";
import { ensureBuilt } from "#app/cli/launch/build.mjs";
import { survive } from "./survive.ts";

beforeAll(() => ensureBuilt());

test("five kill -9 of worker, web and database under load: nothing lost or doubled", async () => {
  const outcome = await survive({
    kills: ["worker", "web", "database", "web", "database"],
    apiPayers: 3,
    cardPayers: 2,
    calmMs: 1_500,
  });
  const { acknowledged, backAfterMs, settledAfterMs, faults } = outcome;
  const { elsewhere, hosted } = acknowledged;
  console.info(
    `${Object.values(backAfterMs).flat().length} kills, ${elsewhere} payments by API, ` +
      `${hosted} by card, settled ${Math.round(settledAfterMs / 1_000)} s after the last`,
  );
  expect(faults).toEqual([]);
  expect(Math.min(elsewhere, hosted)).toBeGreaterThan(0);
});
