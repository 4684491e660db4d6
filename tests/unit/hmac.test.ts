import { createHmac } from "node:crypto";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { hmacSha256 } from "#app/gateways/sealing/hmac.server.ts";

describe("the keyed hash", () => {
  it("is HMAC-SHA-256, whatever the text, and in whatever order texts come", () => {
    const key = Buffer.from("0b".repeat(32), "hex");
    const hasher = hmacSha256(key);
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 300 }), (text) => {
        const expected = createHmac("sha256", key).update(text).digest();
        expect(hasher(text).equals(expected)).toBe(true);
      }),
      { numRuns: 300 },
    );
  });

  it("hashes texts longer than its buffer", () => {
    const key = Buffer.alloc(32, 7);
    for (const length of [4_095, 4_096, 4_097, 20_000]) {
      const text = "样".repeat(length);
      const expected = createHmac("sha256", key).update(text).digest();
      expect(hmacSha256(key)(text).equals(expected)).toBe(true);
    }
  });
});
