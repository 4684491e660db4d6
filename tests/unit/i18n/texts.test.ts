import { describe, expect, test } from "vitest";
import { i18nFor, translator } from "#app/i18n/instances.server.ts";
import { locales, namespaces } from "#app/i18n/locale.ts";

describe("texts", () => {
  test("a missing key throws here, and never falls back to the other language", () => {
    const t = translator("en", "common") as unknown as (key: string) => string;
    expect(() => t("no.such.key")).toThrow(/no translation/);
  });

  test("a value that is not given throws here", () => {
    const t = translator("en", "common") as unknown as (key: string) => string;
    expect(() => t("page.poweredBy")).toThrow(/brand/);
  });

  test("any tag is served: one without a translation in the fallback language", () => {
    expect(translator("en-GB", "common")("back")).toBe("Back");
    expect(translator("zh-Hant-HK", "common")("back")).toBe("返回");
    expect(translator("fr", "common")("back")).toBe("返回");
  });

  test("plurals follow the language", () => {
    expect(translator("en", "common")("form.errors", { count: 1 })).toMatch(/^1 answer needs/);
    expect(translator("en", "common")("form.errors", { count: 2 })).toMatch(/^2 answers need/);
    expect(translator("zh-CN", "common")("form.errors", { count: 1 })).toBe("有1处要再看一下");
  });

  test("every namespace stands ready on the server", () => {
    for (const locale of locales) {
      const loaded = namespaces.filter((name) => i18nFor(locale).hasLoadedNamespace(name));
      expect(loaded).toEqual([...namespaces]);
    }
  });

  test("nothing threatens", () => {
    const words = /立即|务必|后果自负|恶意|immediately|legal consequences|\bmust\b/i;
    const texts = locales.flatMap((locale) =>
      namespaces
        .filter((name) => name !== "staff")
        .map((name) => JSON.stringify(i18nFor(locale).getResourceBundle(locale, name))),
    );
    expect(texts.filter((text) => words.test(text.replace(/must be|must not be/g, "")))).toEqual(
      [],
    );
  });
});
