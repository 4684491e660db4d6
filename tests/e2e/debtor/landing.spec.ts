import { newcomer } from "../../support/e2e/accounts.ts";
import { demoCard } from "../../support/e2e/demo-card.ts";
import { expect, test } from "../../support/e2e/test.ts";

test("every link of the demo's card opens and shows nothing that a stranger may not see", async ({
  page,
  expectAccessible,
}) => {
  const { debtors } = demoCard();
  expect(debtors.map(({ locale }) => locale)).toContain("zh-CN");
  expect(debtors.map(({ locale }) => locale)).toContain("en");
  for (const { url, name, accountRef, facts } of debtors) {
    await page.goto(url);
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
    const shown = await page.locator("body").innerText();
    for (const secret of [name, accountRef, ...Object.values(facts)]) {
      expect(shown).not.toContain(secret);
    }
    expect(shown).not.toMatch(/[¥$£€]\s?\d|\d\.\d\d\b/);
    await expectAccessible();
  }
});

test("an account put by the API gets a link that opens in its language", async ({ page }) => {
  for (const locale of ["zh-CN", "en"] as const) {
    const { url } = await newcomer(locale);
    await page.goto(url);
    await expect(page.locator("html")).toHaveAttribute("lang", locale);
  }
});

test("a language that its reader chose outlives the next link", async ({ page }) => {
  const { url } = await newcomer("en");
  await page.goto(url);
  await page.locator(".lang").click();
  await expect(page.locator("html")).toHaveAttribute("lang", "zh-CN");
  await page.goto((await newcomer("en")).url);
  await expect(page.locator("html")).toHaveAttribute("lang", "zh-CN");
});
