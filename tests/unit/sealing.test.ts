import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { createSealer } from "#app/gateways/sealing/sealer.server.ts";

const key = (id: string, fill: number) => ({ id, key: Buffer.alloc(32, fill) });
const binding = { portfolioId: "p1", table: "debtor", id: "d1" };
const record = { name: "林静", dateOfBirth: "1990-02-28", phone: "+8613800138000", none: null };
const sealer = createSealer([key("k1", 1)]);

describe("a sealed record", () => {
  test("opens as it was, and shows nothing of it", () => {
    const sealed = sealer.seal(binding, record);
    expect(sealer.open(binding, sealed)).toEqual(record);
    for (const shown of ["林静", "1990", "13800138000", "name"]) {
      expect(sealed.includes(shown)).toBe(false);
    }
  });

  test("differs each time it is sealed", () => {
    const seen = new Set(
      Array.from({ length: 1000 }, () => sealer.seal(binding, 1).toString("hex")),
    );
    expect(seen.size).toBe(1000);
  });

  test("opens for any JSON and from any view of memory", () => {
    fc.assert(
      fc.property(fc.jsonValue({ noUnicodeString: false }), fc.nat(9), (value, offset) => {
        const json = JSON.parse(JSON.stringify(value)) as unknown;
        const sealed = sealer.seal(binding, json);
        const moved = new Uint8Array(sealed.length + offset).subarray(offset);
        moved.set(sealed);
        expect(sealer.open(binding, moved)).toEqual(json);
      }),
    );
  });

  test.each([
    { ...binding, portfolioId: "p2" },
    { ...binding, table: "contact" },
    { ...binding, id: "d2" },
    { portfolioId: 'p1","debtor', table: "d1", id: "" },
  ])("does not open for another row: %o", (other) => {
    expect(() => sealer.open(other, sealer.seal(binding, record))).toThrow();
  });

  test("does not open when any one bit has changed", () => {
    const sealed = sealer.seal(binding, { a: 1 });
    for (let bit = 0; bit < sealed.length * 8; bit++) {
      const changed = Buffer.from(sealed);
      changed[bit >> 3]! ^= 1 << (bit & 7);
      expect(() => sealer.open(binding, changed)).toThrow();
    }
    for (let length = 0; length < sealed.length; length++) {
      expect(() => sealer.open(binding, sealed.subarray(0, length))).toThrow();
    }
  });
});

describe("rotation of data keys", () => {
  const rotated = createSealer([key("k2", 2), key("k1", 1)]);

  test("seals with the first key and opens with all", () => {
    const old = sealer.seal(binding, record);
    expect(rotated.open(binding, old)).toEqual(record);
    expect(rotated.needsResealing(old)).toBe(true);
    const fresh = rotated.seal(binding, record);
    expect(rotated.needsResealing(fresh)).toBe(false);
    expect(() => sealer.open(binding, fresh)).toThrow('the key "k2", which DATA_KEYS lacks');
  });

  test("keeps every index and mac, whose root is the last key", () => {
    expect(rotated.blindIndex("email", "a@b.cn")).toEqual(sealer.blindIndex("email", "a@b.cn"));
    expect(rotated.mac("code", "1")).toEqual(sealer.mac("code", "1"));
    expect(rotated.indexFingerprint).toBe(sealer.indexFingerprint);
    const lost = createSealer([key("k2", 2)]);
    expect(lost.indexFingerprint).not.toBe(sealer.indexFingerprint);
    expect(lost.blindIndex("email", "a@b.cn")).not.toEqual(sealer.blindIndex("email", "a@b.cn"));
  });
});

describe("a blind index", () => {
  test.each([
    ["email", "Lin.Jing@Example.com", " lin.jing@example.com "],
    ["name", "Ｌｉｎ  Jing", "lin jing"],
    ["phone", "+86 138-0013 8000", "0086 (138) 00138000"],
    ["postcode", "sw1a 1aa", "SW1A1AA"],
    ["card-last4", "１２３４", "1234"],
    ["account-ref", "ab-0001 ", "AB-0001"],
  ] as const)("of %s is the same for %s and %s", (field, one, other) => {
    expect(sealer.blindIndex(field, one)).toEqual(sealer.blindIndex(field, other));
  });

  test("differs by field and by value", () => {
    const all = [
      sealer.blindIndex("id-last4", "1234"),
      sealer.blindIndex("card-last4", "1234"),
      sealer.blindIndex("card-last4", "1235"),
      sealer.blindIndex("account-ref", "1-234"),
      sealer.blindIndex("account-ref", "12-34"),
      sealer.mac("card-last4", "1234"),
      sealer.hashToken("1234"),
    ];
    expect(new Set(all.map((one) => one.toString("hex"))).size).toBe(all.length);
    expect(all.every((one) => one.length === 32)).toBe(true);
  });
});

test("a mac tells its parts apart", () => {
  expect(sealer.mac("code", "ab", "c")).not.toEqual(sealer.mac("code", "a", "bc"));
  expect(sealer.mac("code", "a")).not.toEqual(sealer.mac("lock", "a"));
  expect(sealer.mac("code", "a")).toEqual(sealer.mac("code", "a"));
});
