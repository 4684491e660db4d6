import { expect, test } from "vitest";
import {
  payerLinkLifeMs,
  payerLinkState,
  payerReference,
} from "#app/domain/payments/payer-link.ts";

const link = { expiresAt: 1_000, revokedAt: null, paidAt: null };

test.each([
  ["live until its last millisecond", link, 999, "live"],
  ["expired at its time", link, 1_000, "expired"],
  ["revoked", { ...link, revokedAt: 5 }, 10, "revoked"],
  ["revoked stays so after its time", { ...link, revokedAt: 5 }, 5_000, "revoked"],
  ["paid, whatever came after", { ...link, paidAt: 4, revokedAt: 5 }, 5_000, "paid"],
] as const)("a link is %s", (_name, times, nowMs, state) => {
  expect(payerLinkState(times, nowMs)).toBe(state);
});

test("a link lives for seven days", () => {
  expect(payerLinkLifeMs).toBe(7 * 24 * 3_600_000);
});

test("a reference is ten signs of chance, none that reads like another", () => {
  const bytes = Uint8Array.from([0, 31, 32, 255, 17, 18, 19, 20, 21, 22, 200]);
  expect(payerReference(bytes)).toBe("P-0Z0ZH-JKMNP");
  expect(payerReference(bytes)).not.toMatch(/[ILOU]/);
});
