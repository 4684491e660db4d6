import AxeBuilder from "@axe-core/playwright";
import { test as base, expect, type Page } from "@playwright/test";

interface Options {
  /** Problems that this test provokes on purpose, such as a 404; every other one fails it. */
  readonly expectedProblems: readonly RegExp[];
}

interface Fixtures {
  /**
   * Fails unless the page has no WCAG 2.2 AA fault, as axe sees it. Axe is a script itself: where
   * scripts are off it looks at nothing, and the same page is judged by the other projects.
   */
  readonly expectAccessible: () => Promise<void>;
}

/**
 * Playwright's test whose page fails on console errors, script errors, CSP reports and answers of
 * 500 and above, whatever the test itself looks at.
 */
export const test = base.extend<Options & Fixtures>({
  expectedProblems: [[], { option: true }],

  page: async ({ page, expectedProblems }, provide) => {
    const problems = watch(page);
    await provide(page);
    const unexpected = problems.filter(
      (problem) => !expectedProblems.some((pattern) => pattern.test(problem)),
    );
    expect(unexpected, "console errors, script errors, CSP reports, failed answers").toEqual([]);
  },

  expectAccessible: async ({ page, javaScriptEnabled }, provide) => {
    await provide(async () => {
      if (!javaScriptEnabled) return;
      const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
      const { violations } = await new AxeBuilder({ page }).withTags(tags).analyze();
      const found = violations.flatMap(({ id, help, nodes }) =>
        nodes.map((node) => `${id}: ${help}: ${node.target.join(" ")}`),
      );
      expect(found, `axe on ${new URL(page.url()).pathname}`).toEqual([]);
    });
  },
});

export { expect };

function watch(page: Page): string[] {
  const problems: string[] = [];
  page.on("console", (message) => {
    // Chromium reports what its content security policy blocked as a console error as well.
    if (message.type() === "error") problems.push(`console: ${message.text()}`);
  });
  page.on("pageerror", (error) => problems.push(`script: ${error.message}`));
  page.on("response", (response) => {
    if (response.status() >= 500) problems.push(`${response.status()}: ${response.url()}`);
  });
  return problems;
}
