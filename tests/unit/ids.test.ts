import { describe, expect, test } from "vitest";
import { createIds } from "#app/gateways/ids.server.ts";
import { fakeClock } from "../support/clock.ts";

describe("ids", () => {
  test("are UUIDs of version 7 that begin with the clock's milliseconds", () => {
    const clock = fakeClock("2026-11-19T08:00:00Z");
    const id = createIds(clock).next();
    expect(id).toMatch(/^[\da-f]{8}-[\da-f]{4}-7[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/);
    expect(Number.parseInt(id.replace("-", "").slice(0, 12), 16)).toBe(clock.now());
  });

  test("ascend, also while the clock stands still or goes back", () => {
    const clock = fakeClock();
    const ids = createIds(clock);
    const made: string[] = [];
    for (let round = 0; round < 20_000; round++) {
      if (round % 5_000 === 0) clock.advance(round % 10_000 === 0 ? 1 : -3);
      made.push(ids.next());
    }
    expect(made).toEqual([...made].sort());
    expect(new Set(made).size).toBe(made.length);
  });

  test("codes are six digits, also small ones", () => {
    const ids = createIds(fakeClock());
    const codes = Array.from({ length: 5_000 }, () => ids.code());
    expect(codes.every((code) => /^\d{6}$/.test(code))).toBe(true);
    expect(codes.some((code) => code.startsWith("0"))).toBe(true);
  });

  test("tokens carry 256 bits", () => {
    const ids = createIds(fakeClock());
    const token = ids.token();
    expect(Buffer.from(token, "base64url")).toHaveLength(32);
    expect(token).toMatch(/^[\w-]{43}$/);
    expect(ids.token()).not.toBe(token);
  });
});
