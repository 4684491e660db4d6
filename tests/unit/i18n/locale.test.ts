import { describe, expect, test } from "vitest";
import { languageCookieName, localeOf } from "#app/i18n/detect.server.ts";
import { matchAcceptLanguage, matchLocale } from "#app/i18n/locale.ts";

const ask = (path: string, headers: Record<string, string> = {}) =>
  localeOf(new Request(`http://site.example${path}`, { headers }));

describe("which language serves", () => {
  test.each([
    ["zh", "zh-CN"],
    ["zh-CN", "zh-CN"],
    ["zh-Hans-CN", "zh-CN"],
    ["zh_TW", "zh-CN"],
    ["ZH-hk", "zh-CN"],
    ["en", "en"],
    ["en-GB", "en"],
    ["fr", null],
    ["", null],
    ["*", null],
    ["english", null],
  ])("%s → %s", (tag, locale) => {
    expect(matchLocale(tag)).toBe(locale);
  });

  test.each([
    ["fr-FR, en;q=0.5, zh;q=0.8", "zh-CN"],
    ["fr, en", "en"],
    ["en;q=0, zh;q=0.1", "zh-CN"],
    ["de", null],
    ["", null],
    [";;;q=,,", null],
    [`${"x-".repeat(5000)}`, null],
  ])("Accept-Language %s → %s", (header, locale) => {
    expect(matchAcceptLanguage(header)).toBe(locale);
  });
});

describe("the order of what decides", () => {
  const english = { "Accept-Language": "en-US,en;q=0.9" };

  test("the address before the cookie before the browser before Chinese", async () => {
    expect(await ask("/home?lng=zh", { ...english, Cookie: "lng=en" })).toBe("zh-CN");
    expect(await ask("/home", { ...english, Cookie: "a=b; lng=zh-CN" })).toBe("zh-CN");
    expect(await ask("/home", english)).toBe("en");
    expect(await ask("/home")).toBe("zh-CN");
    expect(await ask("/home", { "Accept-Language": "fr" })).toBe("zh-CN");
  });

  test("staff keep a choice of their own", async () => {
    const cookies = { ...english, Cookie: "lng=zh-CN; staff_lng=en" };
    expect(await ask("/staff/accounts", cookies)).toBe("en");
    expect(await ask("/home", cookies)).toBe("zh-CN");
    expect(languageCookieName("/staffroom")).toBe("lng");
  });

  test("nonsense in a cookie is no language", async () => {
    expect(await ask("/home", { ...english, Cookie: "lng=%%%" })).toBe("en");
  });
});
