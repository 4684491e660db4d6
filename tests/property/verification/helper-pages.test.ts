import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type HelperScope, helperScopes, scopesOf } from "#app/domain/verification/helper.ts";
import { helperMay } from "#app/domain/verification/helper-pages.ts";

const runs = { numRuns: Number(process.env.EVENKEEL_PROPERTY_RUNS ?? 1_000) };

const words = ["home", "a", "pay", "sign", "propose", "suggest", "plan", "autopay", "everything"];
const part = fc.oneof(fc.constantFrom(...words), fc.uuid(), fc.constant(""), fc.string());
const path = fc.array(part, { maxLength: 5 }).map((parts) => `/${parts.join("/")}`);
const what = fc.constantFrom("look" as const, "act" as const);
const scopes = fc.subarray([...helperScopes]).map(scopesOf);

describe("what a helper may open", () => {
  test("grows with what was allowed, and never shrinks", () => {
    fc.assert(
      fc.property(path, what, scopes, scopes, (where, how, some, more) => {
        const both = scopesOf([...some, ...more]);
        if (helperMay(some, where, how)) expect(helperMay(both, where, how)).toBe(true);
      }),
      runs,
    );
  });

  test("never holds a word of what is the debtor's alone, whatever stands around it", () => {
    const alone = fc.constantFrom("sign", "autopay", "everything", "preferences", "hardship");
    const all: readonly HelperScope[] = helperScopes;
    fc.assert(
      fc.property(fc.uuid(), alone, path, what, (id, word, rest, how) => {
        for (const where of [`/${word}`, `/${word}${rest}`, `/a/${id}/${word}`]) {
          expect(helperMay(all, where, how), where).toBe(false);
        }
      }),
      runs,
    );
  });

  test("is nothing without a scope but the way out and what everybody may read", () => {
    fc.assert(
      fc.property(path, what, (where, how) => {
        if (!helperMay([], where, how)) return;
        expect(where).toMatch(/^\/(sign-out|verify|learn)(\/|$)/);
      }),
      runs,
    );
  });
});
