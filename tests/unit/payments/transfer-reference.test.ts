import { describe, expect, test } from "vitest";
import {
  isTransferReference,
  readTransferReference,
  spacedReference,
  transferReference,
} from "#app/domain/payments/transfer-reference.ts";

const one = transferReference("539007547034");

describe("a transfer reference", () => {
  /** By hand: 98 − (digits‖271500 mod 97), R = 27, F = 15; the second is the standard's example. */
  test.each([
    ["000000000000", "RF04000000000000"],
    ["539007547034", "RF18539007547034"],
  ])("of %s is %s and holds", (digits, expected) => {
    const made = transferReference(digits);
    expect(made).toBe(expected);
    expect(BigInt(`${digits}2715${made.slice(2, 4)}`) % 97n).toBe(1n);
    expect(isTransferReference(made)).toBe(true);
  });

  test("takes twelve digits only", () => {
    for (const digits of ["", "1", "12345678901", "1234567890123", "12345678901a"]) {
      expect(() => transferReference(digits)).toThrow(/12 digits/);
    }
  });

  test("is written in groups of four", () => {
    expect(spacedReference(one)).toBe(`${one.slice(0, 4)} 5390 0754 7034`);
  });
});

describe("what a payer wrote", () => {
  test.each([
    ["as it is", one],
    ["in groups", spacedReference(one)],
    ["in small letters", one.toLowerCase()],
    ["with hyphens", one.replace(/(.{4})(?=.)/g, "$1-")],
    [
      "in full-width letters",
      one.replace(/./g, (c) => String.fromCharCode(c.charCodeAt(0) + 0xfee0)),
    ],
    ["among words", `信用卡还款 ${spacedReference(one)}，谢谢`],
    ["twice", `${one} ${one}`],
  ])("%s is found", (_, text) => {
    expect(readTransferReference(text)).toEqual({ kind: "exact", reference: one });
  });

  test.each([
    ["one digit wrong", `RF${one.slice(2, 15)}${(Number(one[15]) + 1) % 10}`],
    ["two swapped", swapped(one)],
    ["one missing", one.slice(0, 9) + one.slice(10)],
    ["one too many", `${one.slice(0, 9)}${one[9]}${one.slice(9)}`],
    ["without its letters", one.slice(2)],
  ])("%s: near, and the right one is among them", (_, text) => {
    const read = readTransferReference(text);
    expect(read.kind).toBe("near");
    expect(read).toMatchObject({ candidates: expect.arrayContaining([one]) });
  });

  test.each(["", "thank you", "RF", "6225-0001", "RF12 34"])("%j is nothing like one", (text) => {
    expect(readTransferReference(text)).toEqual({ kind: "none" });
  });

  test("two different references pay nothing by themselves", () => {
    const other = transferReference("000000000001");
    expect(readTransferReference(`${one} ${other}`)).toMatchObject({ kind: "near" });
  });
});

/** The first two neighbours that differ change places. */
function swapped(reference: string): string {
  for (let at = 2; at < 15; at += 1) {
    if (reference[at] === reference[at + 1]) continue;
    const pair = `${reference[at + 1]}${reference[at]}`;
    return reference.slice(0, at) + pair + reference.slice(at + 2);
  }
  throw new Error("all its digits are the same");
}
