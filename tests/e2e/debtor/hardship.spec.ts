import type { Page } from "@playwright/test";
import { newcomer } from "../../support/e2e/accounts.ts";
import { eventsOf } from "../../support/e2e/collector.ts";
import { comeIn, follow, press } from "../../support/e2e/steps.ts";
import { expect, test } from "../../support/e2e/test.ts";

const title = (page: Page) => page.getByRole("heading", { level: 1 });
const typesOf = async (ref: string) => (await eventsOf(ref)).map(({ type }) => type);

test.describe("when it is hard", () => {
  test("a statement says what is left, and the ways to pay go by it", async ({
    page,
    language,
    t,
    expectGoodPage,
  }) => {
    const person = await newcomer(language);
    await comeIn(page, t, person);
    await follow(page, t("home.ways"));
    await follow(page, t("ways.afford"));
    await expectGoodPage();
    await page.locator("[name='sums.salary']").fill("8000");
    await page.locator("[name='sums.housing']").fill("some");
    await press(page, t("afford.save"));
    await expect(page.getByText(t("common:reason.not-an-amount")).first()).toBeVisible();
    await expect(page.locator("[name='sums.salary']")).toHaveValue("8000");
    await page.locator("[name='sums.housing']").fill("6000");
    await press(page, t("afford.save"));
    await expect(title(page)).toHaveText(t("afford.leftTitle"));
    await expectGoodPage();
    await follow(page, t("afford.then.ways"));
    await expect(page.locator("article.fits")).toHaveCount(1);
    await expectGoodPage();
  });

  test("nothing left closes no door", async ({ page, language, t, expectGoodPage }) => {
    const person = await newcomer(language);
    await comeIn(page, t, person);
    await follow(page, t("home.hard"));
    await follow(page, t("hardship.afford"));
    await page.locator("[name='sums.benefits']").fill("1000");
    await page.locator("[name='sums.food']").fill("1500");
    await press(page, t("afford.save"));
    await expect(title(page)).toHaveText(t("afford.nothingLeft"));
    await expectGoodPage();
    await expect(page.getByRole("link", { name: t("afford.hardship") })).toBeVisible();
    await expect(page.getByRole("link", { name: t("hardship.pause") })).toBeVisible();
  });

  test("what policy knows is decided at once, and can be taken up again", async ({
    page,
    language,
    t,
    expectGoodPage,
  }) => {
    const person = await newcomer(language);
    await comeIn(page, t, person);
    await follow(page, t("home.hard"));
    await expectGoodPage();
    await follow(page, t("hardship.tell"));
    await expectGoodPage();
    await press(page, t("hardship.send"));
    await expect(page.getByText(t("common:reason.choose")).first()).toBeVisible();
    await page.locator("[name=reasons][value=illness]").check();
    await press(page, t("hardship.send"));
    await expect(title(page)).toHaveText(t("hardship.outcome.breathing-space.title"));
    await expectGoodPage();
    await page.locator("textarea[name=text]").fill("…");
    await press(page, t("hardship.again"));
    await expect(title(page)).toHaveText(t("hardship.waiting"));
    await expectGoodPage();
    await press(page, t("hardship.withdraw"));
    await expect(title(page)).toHaveText(t("hardship.title"));
    await expect.poll(() => typesOf(person.accountRef)).toContain("hardship.decided");
  });

  test("a pause begins today or some days back, and support is noted", async ({
    page,
    language,
    t,
    expectGoodPage,
  }) => {
    const person = await newcomer(language);
    await comeIn(page, t, person);
    await follow(page, t("home.hard"));
    await follow(page, t("hardship.pause"));
    await expectGoodPage();
    await press(page, t("pause.go"));
    await expect(page.getByText(t("holdKind.breathing-space")).first()).toBeVisible();
    await expectGoodPage();
    await follow(page, t("hardship.support"));
    await expectGoodPage();
    await page.locator("[name=needs][value=large-print]").check();
    await press(page, t("support.save"));
    await expect(page.getByText(t("support.saved"))).toBeVisible();
    await expect(page.locator("[name=needs][value=large-print]")).toBeChecked();
  });
});
