import type { Page } from "@playwright/test";
import { newcomer, payElsewhere } from "../../support/e2e/accounts.ts";
import { demoCard } from "../../support/e2e/demo-card.ts";
import { signInAs } from "../../support/e2e/staff.ts";
import { press } from "../../support/e2e/steps.ts";
import { expect, test } from "../../support/e2e/test.ts";
import type { Words } from "../../support/e2e/words.ts";

/** Says what is to go back, and asks for the entries that it would make. */
async function ask(page: Page, t: Words, amount: string): Promise<void> {
  await page.getByLabel(t("staff:payments.amount")).fill(amount);
  await page.getByLabel(t("staff:refund.reason")).selectOption("duplicate");
  await press(page, t("staff:refund.preview"));
}

test("a large refund is asked for by one and approved by another", async ({
  page,
  browser,
  language,
  t,
  expectGoodPage,
}) => {
  test.setTimeout(240_000);
  const { origin } = demoCard();
  const person = await newcomer(language);
  const paymentId = await payElsewhere(person, language, "900.00");
  const s = await signInAs(page, t, "collector");
  await page.goto(`${origin}/staff/payments?reference=${person.accountRef}`);
  await expectGoodPage();
  await expect(page.locator("main tbody tr")).toHaveCount(1);
  await page.goto(`${origin}/staff/payments/${paymentId}`);
  await expectGoodPage();
  await page.getByRole("link", { name: s("staff:payment.refund"), exact: true }).click();
  await ask(page, s, "700.00");
  await expect(page.getByText(s("staff:refund.waits"))).toBeVisible();
  await expectGoodPage();
  await press(page, s("staff:refund.ask"));
  await expect(page).toHaveURL(new RegExp(`/staff/payments/${paymentId}$`));
  await expect(page.getByText(s("staff:refundState.waiting-approval"))).toBeVisible();

  const second = await browser.newPage();
  const u = await signInAs(second, t, "supervisor");
  await second.goto(`${origin}/staff/payments/refunds`);
  const row = second.locator("main tr", { hasText: person.name }).filter({ hasText: "700.00" });
  await row
    .getByRole("button", { name: u("staff:refunds.approve") })
    .first()
    .click();
  await expect(second).toHaveURL(/\/staff\/payments\//);
  const sent = u("staff:refundState.succeeded");
  await expect(second.getByRole("cell", { name: sent, exact: true })).toBeVisible();
  await second.close();

  await page.reload();
  await expect(page.getByText(s("staff:postingKind.refund")).first()).toBeVisible();
  await expectGoodPage();
});
