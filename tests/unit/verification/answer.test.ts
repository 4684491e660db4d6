import { describe, expect, test } from "vitest";
import { dateOfBirthFrom, factMatches, normaliseFact } from "#app/domain/verification/answer.ts";

test.each([
  ["dateOfBirth", "1990-04-05", "1990-04-05"],
  ["dateOfBirth", "1990/4/5", "1990-04-05"],
  ["dateOfBirth", "1990.04.5", "1990-04-05"],
  ["dateOfBirth", " 1990 4 5 ", "1990-04-05"],
  ["dateOfBirth", "19900405", "1990-04-05"],
  ["dateOfBirth", "1990年4月5日", "1990-04-05"],
  ["dateOfBirth", "１９９０年４月５日", "1990-04-05"],
  ["dateOfBirth", "１９９０／０４／０５", "1990-04-05"],
  ["dateOfBirth", "2000-02-29", "2000-02-29"],
  ["dateOfBirth", "1900-02-29", null],
  ["dateOfBirth", "1990-13-01", null],
  ["dateOfBirth", "1990-00-10", null],
  ["dateOfBirth", "05-04-1990", null],
  ["dateOfBirth", "90-4-5", null],
  ["dateOfBirth", "199045", null],
  ["dateOfBirth", "1990-004-05", null],
  ["dateOfBirth", "1990-04-005", null],
  ["dateOfBirth", "1990-4-5 or so", null],
  ["dateOfBirth", "", null],
  ["idLast4", "123x", "123X"],
  ["idLast4", "１２３Ｘ", "123X"],
  ["idLast4", "12 3X", "123X"],
  ["idLast4", "123×", "123X"],
  ["idLast4", "ab3c", "AB3C"],
  ["idLast4", "12345", null],
  ["idLast4", "123", null],
  ["idLast4", "12?4", null],
  ["idLast4", "110101199003070011", null],
  ["cardLast4", "４８２１", "4821"],
  ["cardLast4", " 48　21 ", "4821"],
  ["cardLast4", "482x", null],
  ["cardLast4", "48210", null],
  ["cardLast4", "482", null],
  ["postcode", "200 120", "200120"],
  ["postcode", "sw1a 1aa", "SW1A1AA"],
  ["postcode", "94107-1234", "94107"],
  ["postcode", "94107", "94107"],
  ["postcode", "101", "101"],
  ["postcode", "12", null],
  ["postcode", "12345678901", null],
  ["postcode", "２００１２０", "200120"],
  ["otherDigits", "00 17", "0017"],
  ["otherDigits", "17", "17"],
  ["otherDigits", "1", null],
  ["otherDigits", "1".repeat(21), null],
  ["otherDigits", "12a", null],
] as const)("%s %j reads as %j", (kind, text, expected) => {
  expect(normaliseFact(kind, text)).toBe(expected);
});

test("a date of birth comes from three fields", () => {
  expect(dateOfBirthFrom("１９９０", " 4 ", "05")).toBe("1990-04-05");
  expect(dateOfBirthFrom("1990", "2", "30")).toBeNull();
  expect(dateOfBirthFrom("1990", "", "5")).toBeNull();
});

describe("an answer matches", () => {
  test.each([
    ["idLast4", "１２３ｘ", "123X", true],
    ["idLast4", "1234", "123X", false],
    ["idLast4", "223X", "123X", false],
    ["cardLast4", "4831", "4821", false],
    ["dateOfBirth", "1990年4月5日", "1990-04-05", true],
    ["dateOfBirth", "1990-04-06", "1990-04-05", false],
    ["postcode", "94107", "94107-1234", true],
    ["postcode", "SW1A 1AB", "SW1A 1AA", false],
    ["postcode", "2001", "200120", false],
    ["postcode", "200120", "2001", false],
    ["cardLast4", "4821", null, false],
    ["cardLast4", "", null, false],
    ["cardLast4", "nonsense", "nonsense", false],
  ] as const)("%s %j against %j: %s", (kind, given, onFile, expected) => {
    expect(factMatches(kind, given, onFile)).toBe(expected);
  });
});
