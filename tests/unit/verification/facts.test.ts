import { describe, expect, test } from "vitest";
import { type CarrierChannel, type FactKind, offeredFacts } from "#app/domain/verification/fact.ts";
import { requiredProof } from "#app/domain/verification/proof.ts";

const all: FactKind[] = ["postcode", "cardLast4", "idLast4", "dateOfBirth"];
const carrier = (channel: CarrierChannel, prints: FactKind[] = []) => ({ channel, prints });

describe("facts that are offered", () => {
  test("are those on file, in the order of the form", () => {
    expect(offeredFacts(all, carrier("sms"))).toEqual([
      "dateOfBirth",
      "idLast4",
      "cardLast4",
      "postcode",
    ]);
    expect(offeredFacts(["otherDigits"], carrier("email"))).toEqual(["otherDigits"]);
    expect(offeredFacts([], carrier("none"))).toEqual([]);
  });

  test("never count the postcode of a letter", () => {
    expect(offeredFacts(all, carrier("letter"))).toEqual(["dateOfBirth", "idLast4", "cardLast4"]);
  });

  test("never count what the message prints", () => {
    expect(offeredFacts(all, carrier("email", ["cardLast4"]))).toEqual([
      "dateOfBirth",
      "idLast4",
      "postcode",
    ]);
  });
});

describe("what level 1 asks", () => {
  const ask = (
    channel: CarrierChannel,
    onFile: FactKind[],
    rest: { contactOnFile?: boolean; codeAlways?: boolean } = {},
  ) =>
    requiredProof({
      onFile,
      carrier: carrier(channel),
      contactOnFile: rest.contactOnFile ?? true,
      codeAlways: rest.codeAlways ?? false,
    });

  test.each([
    ["none", 1],
    ["email", 1],
    ["sms", 1],
    ["letter", 2],
  ] as const)("by %s: %d facts and no code", (channel, facts) => {
    expect(ask(channel, all)).toMatchObject({ ok: true, value: { facts, code: false } });
  });

  test("a portfolio may demand a code always", () => {
    const answer = ask("sms", all, { codeAlways: true });
    expect(answer).toMatchObject({ ok: true, value: { facts: 1, code: true } });
  });

  test("a letter with two usable facts needs both and no code", () => {
    const answer = ask("letter", ["idLast4", "cardLast4", "postcode"]);
    expect(answer).toMatchObject({ ok: true, value: { facts: 2, code: false } });
  });

  test("a letter with one usable fact needs a code beside it", () => {
    const answer = ask("letter", ["idLast4", "postcode"]);
    expect(answer).toEqual({ ok: true, value: { offered: ["idLast4"], facts: 1, code: true } });
  });

  test.each([
    ["a link without any fact", "sms", [], true, false],
    ["a letter with nothing but its own postcode", "letter", ["postcode"], true, false],
    ["a code that can reach nobody", "email", ["idLast4"], false, true],
    ["a letter, one fact and no contact", "letter", ["idLast4"], false, false],
  ] as const)("no way in: %s", (_name, channel, onFile, contactOnFile, codeAlways) => {
    const answer = ask(channel, [...onFile], { contactOnFile, codeAlways });
    expect(answer).toEqual({ ok: false, error: "no-way-in" });
  });
});
