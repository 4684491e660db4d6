import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { faultReasons } from "#app/routes/staff/import-run/fault-reasons.ts";

test("every reason of the errors file has words on the page, and no other", () => {
  const guide = readFileSync("docs/guides/import.md", "utf8");
  const listed = guide.split("\n").find((line) => line.startsWith("`missing-value`")) ?? "";
  const codes = [...listed.matchAll(/`([a-z-]+)`/g)].map(([, code]) => code);
  expect(codes.length).toBeGreaterThan(30);
  expect([...faultReasons].sort()).toEqual(codes.sort());
});
