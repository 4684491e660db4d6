import { describe, expect, test } from "vitest";
import { declineKind } from "#app/domain/payments/autopay/decline.ts";
import { autopayKinds } from "#app/domain/payments/autopay/methods.ts";
import { autopayRule, standardAutopay, usAutopay } from "#app/domain/policy/autopay-rule.ts";
import { presetPolicy } from "#app/domain/policy/presets.ts";
import { parsePolicy } from "#app/domain/policy/read-policy.ts";
import { policyDocument } from "#app/domain/policy/write-policy.ts";

describe("what a decline means", () => {
  test.each([
    ["authentication_required", "payer"],
    ["insufficient_funds", "later"],
    ["generic_decline", "later"],
    ["processing_error", "later"],
    ["stolen_card", "never"],
    ["lost_card", "never"],
    ["expired_card", "never"],
    ["revocation_of_all_authorizations", "never"],
    ["method_gone", "never"],
    ["a_code_of_tomorrow", "later"],
  ])("%s: %s", (code, kind) => {
    expect(declineKind(code)).toBe(kind);
  });
});

test("only methods that are allowed and can be used again", () => {
  expect(autopayKinds(["card", "alipay"], ["card"])).toEqual(["card"]);
  expect(autopayKinds(["alipay", "wechat_pay"], ["card"])).toEqual([]);
});

describe("a policy's rule", () => {
  const inCny = { currency: "CNY", timeZone: "Asia/Shanghai" } as const;
  const document = policyDocument(presetPolicy("cn-bank-card", "CNY", "Asia/Shanghai"));
  const read = (autopay: unknown) => parsePolicy({ ...document, autopay }, inCny);

  test("comes with each preset: ten days' notice in the United States", () => {
    expect(presetPolicy("us-reg-f", "USD", "UTC").autopay).toEqual(usAutopay);
    expect(presetPolicy("uk-conc", "GBP", "UTC").autopay).toEqual(standardAutopay);
    expect(autopayRule({})).toEqual(standardAutopay);
  });

  test("is read back as it was written, and filled up", () => {
    const read1 = read({ noticeDays: 3, retryAfterDays: [] });
    expect(read1.ok && read1.value.autopay).toEqual({
      ...standardAutopay,
      noticeDays: 3,
      retryAfterDays: [],
    });
    const whole = read(document.autopay);
    expect(whole.ok && whole.value.autopay).toEqual(standardAutopay);
  });

  test.each([
    [{ noticeDays: -1 }, "autopay.noticeDays"],
    [{ chargeAt: "9:00" }, "autopay.chargeAt"],
    [{ chargeAt: "24:00" }, "autopay.chargeAt"],
    [{ retryAfterDays: [0] }, "autopay.retryAfterDays[0]"],
    [{ stopWorkingDays: 99 }, "autopay.stopWorkingDays"],
    [{ hour: 9 }, "autopay.hour"],
  ])("refuses %j", (autopay, path) => {
    expect(read(autopay)).toMatchObject({ ok: false, error: { path } });
  });
});
