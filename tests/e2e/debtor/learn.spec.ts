import { newcomer } from "../../support/e2e/accounts.ts";
import { demoCard } from "../../support/e2e/demo-card.ts";
import { follow } from "../../support/e2e/steps.ts";
import { expect, test } from "../../support/e2e/test.ts";

test("what there is to understand is open without a visit, and from the landing", async ({
  page,
  t,
  language,
  expectGoodPage,
}) => {
  await page.goto(`${demoCard().origin}/learn`);
  await expectGoodPage();
  await page.locator("main .rows a").nth(2).click();
  await expect(page.locator("main .rows a")).toHaveCount(7);
  await page.goto((await newcomer(language)).url);
  await follow(page, t("learn.link"));
  await expectGoodPage();
  for (const topic of ["interest", "credit", "rights", "budget", "help"]) {
    await page.locator(`main a[href^='/learn/${topic}']`).click();
    await expectGoodPage();
  }
  await expect(page.locator("main a[href^='https:']").first()).toBeVisible();
});
