import type { Page } from "@playwright/test";
import { newcomer } from "../../support/e2e/accounts.ts";
import { eventsOf } from "../../support/e2e/collector.ts";
import { comeIn, press, proveByCode } from "../../support/e2e/steps.ts";
import { expect, test } from "../../support/e2e/test.ts";

const title = (page: Page) => page.getByRole("heading", { level: 1 });

test.describe("being reached, and writing", () => {
  test("a message is written with its promise, and stands in the list", async ({
    page,
    language,
    t,
    expectGoodPage,
  }) => {
    const person = await newcomer(language);
    await comeIn(page, t, person);
    await page.goto(new URL("/messages", page.url()).href);
    await expectGoodPage();
    await page.getByRole("link", { name: t("messages.write") }).click();
    await press(page, t("messages.send"));
    await expect(page.getByRole("alert")).toBeVisible();
    await expectGoodPage();
    await page.locator("[name=subject]").fill("A question");
    await page.locator("[name=text]").fill("May the date move?");
    await press(page, t("messages.send"));
    await expect(title(page)).toHaveText("A question");
    await expect(page.getByText("May the date move?")).toBeVisible();
    await expectGoodPage();
    const types = async () => (await eventsOf(person.accountRef)).map(({ type }) => type);
    await expect.poll(types).toContain("message.received");
  });

  test("preferences are kept, and each contact shows its rule", async ({
    page,
    language,
    t,
    expectGoodPage,
  }) => {
    await comeIn(page, t, await newcomer(language));
    await page.goto(new URL("/preferences", page.url()).href);
    await expectGoodPage();
    await page.getByRole("checkbox", { name: t("preferences.bySms") }).uncheck();
    await press(page, t("preferences.save"));
    await expect(page.getByText(t("preferences.saved"))).toBeVisible();
    await expect(page.getByRole("checkbox", { name: t("preferences.bySms") })).not.toBeChecked();
    await page.goto(new URL("/preferences/record", page.url()).href);
    await expect(title(page)).toHaveText(t("record.title"));
    await expectGoodPage();
  });

  test("everything held is given after a code", async ({ page, language, t, expectGoodPage }) => {
    const person = await newcomer(language);
    await comeIn(page, t, person);
    await page.goto(new URL("/documents", page.url()).href);
    await expectGoodPage();
    await page.goto(new URL("/everything", page.url()).href);
    await expectGoodPage();
    await proveByCode(page, t, person);
    await press(page, t("proof.go"));
    await expect(page.getByRole("link", { name: t("everything.pdf") })).toBeVisible();
    await expectGoodPage();
    const download = page.waitForEvent("download");
    await page.getByRole("link", { name: t("everything.json") }).click();
    expect((await download).suggestedFilename()).toMatch(/^everything-.*\.json$/);
  });
});
