import { demoCard } from "../support/e2e/demo-card.ts";
import { smallerThan, wider } from "../support/e2e/fit.ts";
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
