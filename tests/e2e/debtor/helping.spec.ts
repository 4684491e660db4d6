import type { Page } from "@playwright/test";
import { newcomer } from "../../support/e2e/accounts.ts";
import { codeFor, messagesTo } from "../../support/e2e/inbox.ts";
import { comeIn, press, proveByCode } from "../../support/e2e/steps.ts";
import { expect, test } from "../../support/e2e/test.ts";
import type { Words } from "../../support/e2e/words.ts";

// A helper opens a page that is the debtor's alone.
test.use({ expectedProblems: [/403/] });

const title = (page: Page) => page.getByRole("heading", { level: 1 });

/** Invites somebody who may propose; answers the link that they are sent. */
async function invite(page: Page, t: Words, helper: string): Promise<string> {
  await page.locator("[name=name]").fill("Ann Sample");
  await page.locator("input[name=channel][value=email]").check();
  await page.locator("input[name=email]").fill(helper);
  await page.locator("[name=shownAs]").fill("Ming");
  await page.locator("input[name=scope][value=propose]").check();
  await press(page, t("helperInvite.go"));
  await expect(page.getByText(t("helpers.done.invited"))).toBeVisible();
  await expect.poll(async () => (await messagesTo(helper)).length).toBe(1);
  const [letter] = await messagesTo(helper);
  return /https?:\/\/\S+\/h\/[\w-]{43}/.exec(letter?.text ?? "")?.[0] ?? "";
}

/** From a helper's link to the debtor's home. */
async function comeInToHelp(page: Page, t: Words, link: string, helper: string): Promise<void> {
  await page.goto(link);
  await expect(page).toHaveURL(/\/helping$/);
  await page.locator("button[name=send]").click();
  await page.getByLabel(t("common:code.label")).fill(await codeFor(helper, 1));
  await press(page, t("helping.goIn"));
  await expect(page).toHaveURL(/\/home/);
}

test("somebody invited looks and proposes; the debtor finds it, and ends the help", async ({
  page,
  language,
  t,
  expectGoodPage,
}) => {
  const person = await newcomer(language);
  const helper = `helper-${person.accountRef}@debtor.example`;
  await comeIn(page, t, person);
  const { origin } = new URL(page.url());
  await page.goto(`${origin}/preferences/helpers`);
  await expectGoodPage();
  await page.getByRole("link", { name: t("helpers.invite") }).click();
  await proveByCode(page, t, person);
  await press(page, t("proof.go"));
  await expectGoodPage();
  const link = await invite(page, t, helper);
  await expectGoodPage();

  await page.goto(link);
  await expectGoodPage();
  await comeInToHelp(page, t, link, helper);
  const bar = page.getByRole("region", { name: t("helping.barName") });
  await expect(bar).toContainText("Ming");
  await expect(page.getByText(person.name)).toHaveCount(0);
  await expectGoodPage();
  await page.goto(`${origin}/preferences`);
  await expect(title(page)).toContainText("Ming");
  await expectGoodPage();
  await page.goto(`${origin}/home`);
  await page.getByRole("link", { name: t("home.ways"), exact: true }).click();
  await page
    .getByRole("button", { name: t("suggested.suggest") })
    .first()
    .click();
  await expect(title(page)).toHaveText(t("suggested.kept"));
  await expectGoodPage();
  await bar.getByRole("button").click();
  await expect(title(page)).toHaveText(t("ended.helperLeft.title"));
  await page.goto(`${origin}/home`);
  await expect(page).toHaveURL(/\/ended/);

  await comeIn(page, t, person);
  await page.getByRole("link", { name: t("suggested.see") }).click();
  await expect(title(page)).toContainText("Ann Sample");
  await expect(page.locator("article a[href*='/sign?offer=']")).toHaveCount(1);
  await expectGoodPage();
  await page.goto(`${origin}/preferences/helpers`);
  await page.locator("main form button").click();
  await expect(page.getByText(t("helpers.done.ended"))).toBeVisible();
  await expectGoodPage();
  await page.goto(link);
  await expect(title(page)).toHaveText(t("ended.helper.title"));
});
