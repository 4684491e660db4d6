import { appendFileSync, mkdirSync } from "node:fs";
import { dirname } from "node:path";
import AxeBuilder from "@axe-core/playwright";
import { test as base, expect, type Page } from "@playwright/test";
import { judgedFile } from "../stages/judged-pages.mjs";
import { wider } from "./fit.ts";
import { type Language, type Words, words } from "./words.ts";

interface Options {
  /** Problems that this test provokes on purpose, such as a 404; every other one fails it. */
  readonly expectedProblems: readonly RegExp[];
}

interface Fixtures {
  /** Fails on what axe finds by the rules that are chosen. */
  readonly judged: (choose: (axe: AxeBuilder) => AxeBuilder, other?: Page) => Promise<void>;
  /** Of the browser, and so of the people whom a test makes. */
  readonly language: Language;
  /** The product's texts in that language. */
  readonly t: Words;
  /**
   * Fails unless the page has no WCAG 2.2 AA fault, as axe sees it. Axe is a script itself: where
   * scripts are off it looks at nothing, and the same page is judged by the other projects.
   */
  readonly expectAccessible: (other?: Page) => Promise<void>;
  /**
   * What every page must be: without a fault that axe sees, by day and by night, and no wider than
   * a window of 320 px. Of another visitor's page where one is given.
   */
  readonly expectGoodPage: (other?: Page) => Promise<void>;
}

/**
 * Playwright's test whose page fails on console errors, script errors, CSP reports and answers of
 * 500 and above, whatever the test itself looks at.
 */
export const test = base.extend<Options & Fixtures>({
  expectedProblems: [[], { option: true }],

  language: async ({ locale }, provide) => {
    await provide(locale === "zh-CN" ? "zh-CN" : "en");
  },

  t: async ({ language }, provide) => {
    await provide(words(language));
  },

  page: async ({ page, expectedProblems }, provide) => {
    const problems = watch(page);
    await provide(page);
    const unexpected = problems.filter(
      (problem) => !expectedProblems.some((pattern) => pattern.test(problem)),
    );
    expect(unexpected, "console errors, script errors, CSP reports, failed answers").toEqual([]);
  },

  judged: async ({ page, javaScriptEnabled }, provide) => {
    await provide(async (choose, shown = page) => {
      if (!javaScriptEnabled) return;
      await noteJudged(shown);
      // Its other mode opens a blank page for each look, to join frames; these pages have none.
      const axe = choose(new AxeBuilder({ page: shown }).setLegacyMode(true));
      const { violations } = await axe.analyze();
      const found = violations.flatMap(({ id, help, nodes }) =>
        nodes.map((node) => `${id}: ${help}: ${node.target.join(" ")}`),
      );
      expect(found, `axe on ${new URL(shown.url()).pathname}`).toEqual([]);
    });
  },

  expectAccessible: async ({ judged }, provide) => {
    await provide((other) => judged((axe) => axe.withTags(standards), other));
  },

  expectGoodPage: async ({ page, expectAccessible, judged }, provide) => {
    await provide(async (shown = page) => {
      await expectAccessible(shown);
      await shown.emulateMedia({ colorScheme: "dark" });
      await judged((axe) => axe.withRules(colourRules), shown);
      await shown.emulateMedia({ colorScheme: null });
      const usual = shown.viewportSize();
      await shown.setViewportSize({ width: 320, height: 800 });
      const { pathname } = new URL(shown.url());
      expect(await wider(shown), `${pathname} at 320 px`).toBeLessThanOrEqual(0);
      if (usual !== null) await shown.setViewportSize(usual);
    });
  },
});

/** One line a look: the run says at its end which pages were never judged. */
async function noteJudged(page: Page): Promise<void> {
  const language = await page.locator("html").getAttribute("lang");
  mkdirSync(dirname(judgedFile), { recursive: true });
  appendFileSync(judgedFile, `${language} ${new URL(page.url()).pathname}\n`);
}

const standards = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
/** A page by night is the same page in other colours. */
const colourRules = ["color-contrast", "link-in-text-block"];

export { expect };

/** A form that comes back with its mistakes is answered so, and Chromium prints every 4xx. */
const refusedForm = /^Failed to load resource: .* status of 422/;

function watch(page: Page): string[] {
  const problems: string[] = [];
  page.on("console", (message) => {
    // Chromium reports what its content security policy blocked as a console error as well.
    if (message.type() === "error" && !refusedForm.test(message.text())) {
      problems.push(`console: ${message.text()}`);
    }
  });
  page.on("pageerror", (error) => problems.push(`script: ${error.message}`));
  page.on("response", (response) => {
    if (response.status() >= 500) problems.push(`${response.status()}: ${response.url()}`);
  });
  return problems;
}
