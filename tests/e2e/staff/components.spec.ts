import { demoCard } from "../../support/e2e/demo-card.ts";
import { smallerThan, wider } from "../../support/e2e/fit.ts";
import { expect, test } from "../../support/e2e/test.ts";

const sheet = () => `${demoCard().origin}/styleguide/staff`;

test.describe("every component of the office", () => {
  test("has no fault that axe sees", async ({ page, expectAccessible }) => {
    for (const theme of ["light", "dark"]) {
      await page.goto(`${sheet()}?theme=${theme}`);
      await expectAccessible();
    }
  });

  test("fits from 390 px to a wide window", async ({ page }) => {
    for (const width of [390, 1024, 1280, 1440]) {
      await page.setViewportSize({ width, height: 900 });
      await page.goto(sheet());
      expect(await wider(page), `${width} px`).toBeLessThanOrEqual(0);
      expect(await smallerThan(page, 24), `${width} px`).toEqual([]);
    }
  });

  test("can be worked by keys", async ({ page }) => {
    await page.goto(sheet());
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
