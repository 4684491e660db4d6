import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";

const sheet = readFileSync(new URL("../../../app/styles/tokens.css", import.meta.url), "utf8");

/** The colours of one block, by token. */
function colours(selector: string): ReadonlyMap<string, string> {
  const start = sheet.indexOf(`${selector} {`);
  expect(start, selector).toBeGreaterThanOrEqual(0);
  const block = sheet.slice(start, sheet.indexOf("}", start));
  const found = [...block.matchAll(/--([\w-]+): (#[0-9a-f]{6});/g)];
  return new Map(found.map(([, name = "", colour = ""]) => [name, colour]));
}

const themes = {
  light: colours(":root"),
  dark: colours('\n[data-theme="dark"]'),
};

describe("colours", () => {
  test("dark is written twice and is the same twice", () => {
    const byMedia = colours(':root:not([data-theme="light"])');
    expect([...byMedia]).toEqual([...themes.dark]);
    expect([...byMedia.keys()]).toEqual([...themes.light.keys()]);
  });

  const grounds = ["paper", "paper-raised", "paper-sunk"];
  const texts = ["ink", "ink-2", "ink-3", "accent", "accent-strong", "attn"];
  const marks = ["rule-strong", "attn-mark", "focus", "part-principal", "part-interest"];
  const parts = ["part-penalty", "part-fees", "part-costs"];
  const pairs: [string, string, number][] = [
    ...grounds.flatMap((ground) => [
      ...texts.map((text): [string, string, number] => [text, ground, 4.5]),
      ...[...marks, ...parts].map((mark): [string, string, number] => [mark, ground, 3]),
    ]),
    ["on-accent", "accent", 4.5],
    ["on-accent", "accent-strong", 4.5],
    ["ink", "accent-soft", 4.5],
    ["ink-2", "accent-soft", 4.5],
    ["accent", "accent-soft", 4.5],
    ["ink", "attn-soft", 4.5],
    ["attn", "attn-soft", 4.5],
    ["attn-mark", "attn-soft", 3],
  ];

  test.each(Object.entries(themes))("%s: every pair can be told apart (WCAG 2.2)", (_, theme) => {
    const short = pairs
      .map(([front, ground, least]) => ({
        front,
        ground,
        least,
        ratio: ratio(theme, front, ground),
      }))
      .filter((pair) => !(pair.ratio >= pair.least));
    expect(short).toEqual([]);
  });
});

function ratio(theme: ReadonlyMap<string, string>, front: string, ground: string): number {
  const [high = 0, low = 0] = [front, ground]
    .map((token) => luminance(theme.get(token) ?? ""))
    .sort((a, b) => b - a);
  return (high + 0.05) / (low + 0.05);
}

/** Relative luminance of #rrggbb, as WCAG 2.2 defines it. */
function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5]
    .map((start) => Number.parseInt(colour.slice(start, start + 2), 16) / 255)
    .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
  return red * 0.2126 + green * 0.7152 + blue * 0.0722;
}
