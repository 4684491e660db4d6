import { describe, expect, it } from "vitest";
import { translator } from "#app/i18n/instances.server.ts";
import { locales } from "#app/i18n/locale.ts";
import { learnCountry, learnList, learnTopic } from "#app/services/reading/learn.server.ts";
import {
  bodiesOf,
  learnCountries,
  learnTopics,
} from "#app/services/reading/learn-topics.server.ts";

type Say = (key: string) => string;

const pages = learnCountries.flatMap((country) =>
  learnTopics.map((topic) => ({ country, topic, page: learnTopic(country, topic)! })),
);

describe("the worked example", () => {
  it.each([
    ["cn", [1_200n, 540n], "0.0005"],
    // 1,000.00 × 21.9% ÷ 365 × 24 = 14.40, 900.00 × 21.9% ÷ 365 × 12 = 6.48.
    ["us", [1_440n, 648n], "0.219"],
    ["uk", [1_680n, 756n], "0.2555"],
  ] as const)("of %s adds up by hand", (country, amounts, rate) => {
    const { explanation } = learnTopic(country, "interest")!.example!;
    expect(explanation.map((line) => line.amountMinor)).toEqual(amounts);
    expect(explanation.map((line) => [line.days, line.baseMinor, line.rate])).toEqual([
      [24, 100_000n, rate],
      [12, 90_000n, rate],
    ]);
  });
});

describe("what there is to read", () => {
  it.each(locales)("has its words in %s, and names where they come from", (locale) => {
    const t = translator(locale, "learn") as unknown as Say;
    for (const { country, topic, page } of pages) {
      for (const section of page.sections) {
        const text = t(`text.${country}.${topic}.${section}.text`);
        expect(t(`text.${country}.${topic}.${section}.title`).length).toBeLessThan(60);
        expect(text.length).toBeLessThan(locale === "en" ? 330 : 130);
      }
      expect(page.sources.length > 0).toBe(topic !== "help");
      for (const { id, url } of page.sources) {
        expect(t(`source.${id}`)).not.toBe("");
        if (url !== null) expect(new URL(url).protocol).toBe("https:");
      }
    }
  });

  it.each(learnCountries)("names free help in %s, each with a number or a site", (country) => {
    const bodies = bodiesOf[country];
    expect(bodies.length).toBeGreaterThan(3);
    for (const { id, phone, url } of bodies) {
      expect((translator("en", "learn") as unknown as Say)(`body.${id}.name`)).not.toBe("");
      expect(phone ?? url).toBeTruthy();
    }
  });

  it("leads round through every topic", () => {
    const path = [...learnTopics].map((topic) => learnTopic("cn", topic)?.next);
    expect(path).toEqual([...learnTopics.slice(1), learnTopics[0]]);
    expect(learnTopic("cn", "nothing")).toBeNull();
  });
});

describe("the country", () => {
  const of = (country: string) => ({ brand: { country } }) as Parameters<typeof learnCountry>[0];

  it.each([
    [null, null, null],
    [null, "uk", "uk"],
    [null, "atlantis", null],
    [of("CN"), null, "cn"],
    [of("GB"), null, "uk"],
    [of("US"), "cn", "cn"],
    [of("JP"), null, null],
  ])("of %j, asked for %j, is %j", (portfolio, asked, country) => {
    expect(learnCountry(portfolio, asked)).toBe(country);
  });

  it("is asked for where it is not known", () => {
    expect(learnList(null)).toEqual({ country: null, topics: [], others: learnCountries });
    expect(learnList("us")).toMatchObject({ topics: learnTopics, others: ["cn", "uk"] });
  });
});
