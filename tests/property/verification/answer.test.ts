import fc from "fast-check";
import { expect, test } from "vitest";
import { factMatches, normaliseFact } from "#app/domain/verification/answer.ts";
import { nextCodeAt } from "#app/domain/verification/code.ts";
import { type CarrierChannel, factKinds, offeredFacts } from "#app/domain/verification/fact.ts";
import { maskEmail } from "#app/domain/verification/mask.ts";

const numRuns = Number(process.env.EVENKEEL_PROPERTY_RUNS ?? 1000);
const kinds = fc.constantFrom(...factKinds);
const texts = fc.oneof(fc.string({ unit: "binary" }), fc.stringMatching(/^[0-9A-Zx年-]{1,12}$/));

const wide = (text: string) =>
  [...text].map((c) =>
    /[0-9A-Z/-]/.test(c) ? String.fromCodePoint(c.codePointAt(0)! + 0xfee0) : c,
  );

test("a normal form is its own normal form, in any width and spacing", () => {
  fc.assert(
    fc.property(kinds, texts, (kind, text) => {
      const normal = normaliseFact(kind, text);
      if (normal === null) return;
      expect(normaliseFact(kind, normal)).toBe(normal);
      expect(normaliseFact(kind, `　${wide(normal).join("")} `)).toBe(normal);
      expect(factMatches(kind, text, normal)).toBe(true);
    }),
    { numRuns },
  );
});

test("two facts match when and only when their normal forms are one", () => {
  fc.assert(
    fc.property(kinds, texts, texts, (kind, given, onFile) => {
      const [a, b] = [normaliseFact(kind, given), normaliseFact(kind, onFile)];
      expect(factMatches(kind, given, onFile)).toBe(a !== null && a === b);
    }),
    { numRuns },
  );
});

test("nothing that the carrier shows is ever offered", () => {
  const carriers = fc.constantFrom<CarrierChannel>("none", "email", "sms", "letter");
  fc.assert(
    fc.property(
      fc.subarray([...factKinds]),
      carriers,
      fc.subarray([...factKinds]),
      (onFile, channel, prints) => {
        const offered = offeredFacts(onFile, { channel, prints });
        expect(offered.filter((kind) => prints.includes(kind))).toEqual([]);
        expect(channel === "letter" && offered.includes("postcode")).toBe(false);
        expect(offered.every((kind) => onFile.includes(kind))).toBe(true);
      },
    ),
    { numRuns },
  );
});

test("codes never exceed 3 in 15 minutes or 10 in 24 hours, however impatient", () => {
  fc.assert(
    fc.property(fc.array(fc.nat(40 * 60_000), { maxLength: 60, size: "max" }), (gaps) => {
      const sent: number[] = [];
      let now = 0;
      for (const gap of gaps) {
        now += gap;
        const at = nextCodeAt(sent, now);
        if (at > now) expect(nextCodeAt(sent, at)).toBe(at);
        else sent.push(now);
      }
      for (const at of sent) {
        const within = (ms: number) => sent.filter((one) => one > at - ms && one <= at).length;
        expect(within(15 * 60_000)).toBeLessThanOrEqual(3);
        expect(within(86_400_000)).toBeLessThanOrEqual(10);
      }
    }),
    { numRuns },
  );
});

test("a masked address keeps one letter of the name at the most", () => {
  fc.assert(
    fc.property(fc.emailAddress(), (email) => {
      const [name, domain] = maskEmail(email).split("***@");
      expect([...(name as string)].length).toBeLessThanOrEqual(1);
      expect(email.endsWith(`@${domain}`)).toBe(true);
    }),
    { numRuns },
  );
});
