import { expect, test } from "vitest";
import { maskEmail, phoneEnding } from "#app/domain/verification/mask.ts";

test.each([
  ["+8613800004407", "4407"],
  ["138 0000 44-07", "4407"],
  ["１３８００００４４０７", "4407"],
  ["12345678", "5678"],
  ["1234567", "67"],
  ["", ""],
])("%j ends %j", (phone, ending) => {
  expect(phoneEnding(phone)).toBe(ending);
});

test.each([
  ["lin.jing@example.cn", "l***@example.cn"],
  ["𠮷田@example.cn", "𠮷***@example.cn"],
  ["a@example.cn", "***@example.cn"],
  ["ab@example.cn", "a***@example.cn"],
  ["@example.cn", "***@example.cn"],
  ['"odd@name"@example.cn', '"***@example.cn'],
  ["nothing", "***"],
])("%j shows as %j", (email, masked) => {
  expect(maskEmail(email)).toBe(masked);
});
