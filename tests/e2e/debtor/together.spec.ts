import { newcomer } from "../../support/e2e/accounts.ts";
import { chooseClosest, comeIn, follow, giveCard, press, sign } from "../../support/e2e/steps.ts";
import { expect, test } from "../../support/e2e/test.ts";

test("two accounts become one plan, signed once and paid by one charge", async ({
  page,
  t,
  language,
  expectGoodPage,
}) => {
  const person = await newcomer(language);
  const same = { ref: person.accountRef.replace("e2e-", "debtor-"), email: person.email };
  await newcomer(language, { cardLast4: "8812" }, same);
  await comeIn(page, t, person);
  await follow(page, t("together.row"));
  await expect(page).toHaveURL(/\/together$/);
  await expect(page.getByRole("checkbox", { checked: true })).toHaveCount(2);
  await expectGoodPage();
  await page.getByRole("checkbox").first().uncheck();
  await press(page, t("ways.reorder"));
  await expect(page.getByText(t("together.chooseTwo"))).toBeVisible();
  await page.getByRole("checkbox").first().check();
  await chooseClosest(page, t, "1500");
  await expect(page).toHaveURL(/\/together\/sign\?/);
  await expect(page.getByRole("table", { name: t("together.split") })).toContainText("8812");
  await expectGoodPage();
  await sign(page, t, person);
  const group = page.getByRole("table", { name: t("together.group.title") });
  await expect(group.getByRole("row")).toHaveCount(3);
  await expectGoodPage();
  await page.locator("a[href^='/pay?plan=']").click();
  await press(page, t("pay.go"));
  await giveCard(page, "4242424242424242");
  await expect(page).toHaveURL(/\/pay\/receipts\//);
  await follow(page, t("home.document"));
  await page.locator("a[href$='/plan']").first().click();
  await expect(group).toContainText("1");
  await group.getByRole("link").click();
  await expect(page).toHaveURL(/\/plan$/);
});
