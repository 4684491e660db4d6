import { newcomer } from "../../support/e2e/accounts.ts";
import { demoCard } from "../../support/e2e/demo-card.ts";
import { signInAs } from "../../support/e2e/staff.ts";
import { comeIn, follow, press } from "../../support/e2e/steps.ts";
import { expect, test } from "../../support/e2e/test.ts";

test("a dispute is asked about, answered in part, and read by the debtor", async ({
  page,
  browser,
  language,
  t,
  expectGoodPage,
}) => {
  test.setTimeout(240_000);
  const { origin } = demoCard();
  const person = await newcomer(language);
  const debtor = await browser.newPage();
  await comeIn(debtor, t, person);
  await follow(debtor, t("wrong.row"));
  await follow(debtor, t("wrong.dispute"));
  await debtor.locator("[name=ground][value=wrong-amount]").check();
  await debtor.locator("textarea[name=text]").fill("…");
  await press(debtor, t("newCase.dispute.go"));

  const s = await signInAs(page, t, "supervisor");
  await page.goto(`${origin}/staff/complaints`);
  await expectGoodPage();
  await page.goto(`${origin}/staff/disputes`);
  await expectGoodPage();
  await page
    .locator("main tr", { hasText: person.accountRef })
    .getByRole("link", { name: person.name })
    .click();
  await page.locator("[name=act][value=ask]").check();
  await page.locator("[name=ask]").fill("?");
  await press(page, s("staff:cases.go"));
  await expect(page.getByText(s("staff:cases.stand.asked"))).toBeVisible();
  await expectGoodPage();
  await page.locator("[name=act][value=resolve]").check();
  await page.locator("[name=outcome][value=partly]").check();
  await page.locator("[name=why]").fill("ok");
  await press(page, s("staff:cases.go"));
  await expect(page.getByText(s("common:reason.amount-missing"))).toBeVisible();
  await expectGoodPage();
  await page.locator("[name=amount]").fill("20.00");
  await press(page, s("staff:cases.go"));
  await expect(page).toHaveURL(/\/staff\/disputes$/);

  await debtor.reload();
  await expect(debtor.getByText(t("case.outcome.partly")).first()).toBeVisible();
  const waiting = debtor.waitForEvent("download");
  await debtor.getByRole("link", { name: t("case.letter.get") }).click();
  expect((await waiting).suggestedFilename()).toMatch(/^dispute-.*\.pdf$/);
  await debtor.close();
});
