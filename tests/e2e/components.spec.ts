import type { Page } from "@playwright/test";
import { demoCard } from "../support/e2e/demo-card.ts";
import { expect, test } from "../support/e2e/test.ts";

const sheet = () => `${demoCard().origin}/styleguide`;

test.describe("every component", () => {
  for (const theme of ["light", "dark"]) {
    test(`has no fault that axe sees, ${theme}`, async ({ page, expectAccessible }) => {
      await page.goto(`${sheet()}?theme=${theme}`);
      await expectAccessible();
    });
  }

  test("needs no script and has no style of its own", async ({ page }) => {
    await page.goto(sheet());
    expect(await page.locator("script, body [style]").count()).toBe(0);
  });

  test("fits from 320 px to a wide window, also at twice the text size", async ({ page }) => {
    for (const [width, size] of [
      [320, "100%"],
      [390, "200%"],
      [320, "200%"],
      [1440, "100%"],
    ] as const) {
      await page.setViewportSize({ width, height: 844 });
      await page.goto(sheet());
      await page.evaluate((fontSize) => {
        document.documentElement.style.fontSize = fontSize;
      }, size);
      expect(await wider(page), `${width} px at ${size}`).toBeLessThanOrEqual(0);
    }
  });

  test("is large enough for a thumb", async ({ page }) => {
    await page.setViewportSize({ width: 390, height: 844 });
    await page.goto(sheet());
    expect(await smallerThan(page, 44)).toEqual([]);
  });

  test("comes back in the other language by a plain link", async ({ page }) => {
    await page.goto(`${sheet()}?theme=dark`);
    const before = await page.locator("html").getAttribute("lang");
    await page.locator(".lang").click();
    await expect(page).toHaveURL(`${sheet()}?theme=dark`);
    const after = await page.locator("html").getAttribute("lang");
    expect([before, after].sort()).toEqual(["en", "zh-CN"]);
    await page.goto(sheet());
    await expect(page.locator("html")).toHaveAttribute("lang", after ?? "");
  });
});

test.describe("every component of the office", () => {
  test("has no fault that axe sees", async ({ page, expectAccessible }) => {
    for (const theme of ["light", "dark"]) {
      await page.goto(`${sheet()}/staff?theme=${theme}`);
      await expectAccessible();
    }
  });

  test("fits from 390 px to a wide window", async ({ page }) => {
    for (const width of [390, 1024, 1280, 1440]) {
      await page.setViewportSize({ width, height: 900 });
      await page.goto(`${sheet()}/staff`);
      expect(await wider(page), `${width} px`).toBeLessThanOrEqual(0);
      expect(await smallerThan(page, 24), `${width} px`).toEqual([]);
    }
  });

  test("can be worked by keys", async ({ page }) => {
    await page.goto(`${sheet()}/staff`);
    const search = page.locator("#search");
    await expect(async () => {
      await page.keyboard.press("/");
      await expect(search).toBeFocused({ timeout: 500 });
    }).toPass();
    await search.press("j");
    await expect(search).toHaveValue("j");
    await search.blur();
    await page.keyboard.press("j");
    await expect(page.locator("tr.cur").last()).toContainText("4");
    await page.keyboard.press("k");
    await expect(page.locator("tr.cur")).toHaveCount(1);
  });
});

/** How far the page is wider than its window, in px. */
function wider(page: Page): Promise<number> {
  return page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement;
    return scrollWidth - clientWidth;
  });
}

/** What can be pressed and is lower than this, apart from links within a line of text. */
function smallerThan(page: Page, height: number): Promise<string[]> {
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
