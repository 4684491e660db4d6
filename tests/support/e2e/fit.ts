import type { Page } from "@playwright/test";

/** How far the page is wider than its window, in px. */
export function wider(page: Page): Promise<number> {
  return page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement;
    return scrollWidth - clientWidth;
  });
}

/** What can be pressed and is lower than this, apart from links within a line of text. */
export function smallerThan(page: Page, height: number): Promise<string[]> {
  return page.evaluate((least) => {
    const targets = [...document.querySelectorAll("a, button, summary, input, select, textarea")];
    const inText = (target: Element) =>
      getComputedStyle(target).display === "inline" || target.closest(".choice, .skip, td, th");
    return targets
      .filter((target) => target.getBoundingClientRect().height > 0 && !inText(target))
      .filter((target) => target.getBoundingClientRect().height < least - 0.5)
      .map((target) => `${target.tagName} ${target.className} ${target.textContent?.slice(0, 20)}`);
  }, height);
}
