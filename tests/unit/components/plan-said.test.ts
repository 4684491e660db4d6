import { expect, test } from "vitest";
import { cannotOf } from "#app/routes/debtor/plan/said.ts";

test.each([
  ["in-force", "due-today", "due-today"],
  ["in-force", null, null],
  ["none-left", "due-today", "none-left"],
  ["anything", null, null],
  [null, "due-today", null],
] as const)("said %s where leaving is barred by %s: %s", (said, cannotLeave, shown) => {
  expect(cannotOf(said, cannotLeave)).toBe(shown);
});
