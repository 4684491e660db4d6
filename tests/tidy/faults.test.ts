import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { faults } from "../support/faults.ts";

const folders = ["tests/faults", "tests/integration", "tests/contract"];
const texts = folders.flatMap((folder) =>
  readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".test.ts"))
    .map((name) => readFileSync(join(folder, name), "utf8")),
);

const names = Object.entries(faults).flatMap(([kind, list]) =>
  list.map((name) => `${kind}: ${name}`),
);

/** How often a test takes this name; the types of `fault` see to it that it is spelt right. */
function testsOf(name: string): number {
  return texts.reduce((sum, text) => sum + text.split(JSON.stringify(name)).length - 1, 0);
}

test("every fault that a payment may meet has one test by its name", () => {
  const tested = names.filter((name) => testsOf(name) === 1);
  console.info(`${tested.length} of ${names.length} faults`);
  const wrong = names.filter((name) => testsOf(name) !== 1).map((name) => [name, testsOf(name)]);
  expect(wrong).toEqual([]);
});
