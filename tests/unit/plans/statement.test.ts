import { describe, expect, test } from "vitest";
import { flagsOf, isFresh, sumOf } from "#app/domain/plans/statement.ts";
import { presetPolicy } from "#app/domain/policy/presets.ts";
import { parsePolicy } from "#app/domain/policy/read-policy.ts";
import { policyDocument } from "#app/domain/policy/write-policy.ts";
import { calendarDate } from "#app/domain/primitives/date.ts";

const policy = presetPolicy("cn-bank-card", "CNY", "Asia/Shanghai");
const guidelines = policy.guidelines ?? null;
const spending = (kind: string, monthlyMinor: bigint) => ({ spending: [{ kind, monthlyMinor }] });
const alone = { adults: 1, children: 0 };

describe("what is unusual for a household", () => {
  test("the ends of the range are usual, a fen beyond is flagged", () => {
    const sides = [349_99n, 350_00n, 1051_00n, 1051_01n].map(
      (amount) => flagsOf(spending("food", amount), alone, guidelines)[0]?.side ?? null,
    );
    expect(sides).toEqual(["below", null, null, "above"]);
  });

  test("a larger household may spend more: 0.5 for an adult, 0.3 for a child", () => {
    const family = { adults: 2, children: 1 };
    const [flag] = flagsOf(spending("food", 2_000_00n), family, guidelines);
    expect(flag).toEqual({
      kind: "food",
      side: "above",
      leastMinor: 630_00n,
      mostMinor: 1_891_80n,
    });
  });

  test.each(["cn-bank-card", "us-reg-f", "uk-conc"] as const)(
    "%s knows what is unusual to spend on food and on oneself",
    (id) => {
      const { guidelines: rule } = presetPolicy(id, "GBP", "Europe/London");
      const much = {
        spending: ["food", "personal"].map((kind) => ({ kind, monthlyMinor: 2_000_00n })),
      };
      expect(flagsOf(much, alone, rule ?? null).map(({ kind, side }) => [kind, side])).toEqual([
        ["food", "above"],
        ["personal", "above"],
      ]);
    },
  );

  test("nothing stated, no range and no guidelines flag nothing", () => {
    expect(flagsOf(spending("food", 0n), alone, guidelines)).toEqual([]);
    expect(flagsOf(spending("other-debts", 9_999_00n), alone, guidelines)).toEqual([]);
    expect(flagsOf(spending("food", 9_999_00n), alone, null)).toEqual([]);
  });
});

test("a statement is asked about after 90 days", () => {
  const said = calendarDate("2026-08-21");
  expect(isFresh(said, calendarDate("2026-11-18"), 90)).toBe(true);
  expect(isFresh(said, calendarDate("2026-11-19"), 90)).toBe(false);
});

test("lines add up", () => {
  expect(sumOf([])).toBe(0n);
  expect(sumOf(spending("food", 3n).spending.concat(spending("housing", 4n).spending))).toBe(7n);
});

describe("the rules as policy data", () => {
  const house = { currency: "CNY", timeZone: "Asia/Shanghai" } as const;
  test.each(["cn-bank-card", "us-reg-f", "uk-conc"] as const)(
    "%s is read back as written",
    (id) => {
      const preset = presetPolicy(id, "CNY", "Asia/Shanghai");
      const read = parsePolicy(JSON.parse(JSON.stringify(policyDocument(preset))), house);
      expect(read).toMatchObject({
        ok: true,
        value: { hardship: preset.hardship, guidelines: preset.guidelines },
      });
    },
  );

  test("a range that ends before it begins is refused with its path", () => {
    const document = JSON.parse(JSON.stringify(policyDocument(policy)));
    document.guidelines.ranges[0].most = "1.00";
    expect(parsePolicy(document, house)).toMatchObject({
      ok: false,
      error: { code: "out-of-order", path: "guidelines.ranges[0].most" },
    });
  });
});
