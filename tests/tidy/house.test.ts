import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { Repository } from "./repository.ts";
import { rules } from "./rules.ts";

const root = fileURLToPath(new URL("../..", import.meta.url)).replace(/[\\/]$/, "");
const house = Repository.onDisk(root);

describe("the house keeps its rules", () => {
  for (const rule of rules) {
    test(rule.sentence, () => {
      const lines = rule.check(house).map(({ path, line, what }) => `${path}:${line} ${what}`);
      expect(lines).toEqual([]);
    });
  }
});
