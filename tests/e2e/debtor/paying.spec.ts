import type { Page } from "@playwright/test";
import { newcomer } from "../../support/e2e/accounts.ts";
import { eventsOf } from "../../support/e2e/collector.ts";
import { demoCard } from "../../support/e2e/demo-card.ts";
import { comeIn, follow, giveCard, press } from "../../support/e2e/steps.ts";
import { expect, test } from "../../support/e2e/test.ts";
import type { Words } from "../../support/e2e/words.ts";

/** From home to the provider's page, with an amount of one's own. */
async function startPaying(page: Page, t: Words, amount: string): Promise<void> {
  await follow(page, t("home.paySome"));
  await page.getByRole("radio", { name: t("pay.other") }).check();
  await page.locator("[name=amount]").fill(amount);
  await press(page, t("pay.go"));
}

async function expectReceipt(page: Page, t: Words, amount: RegExp): Promise<void> {
  await expect(page).toHaveURL(/\/receipts\//, { timeout: 30_000 });
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(t("receipt.title"));
  await expect(page.locator(".figure")).toContainText(amount);
}

async function paymentsOf(accountRef: string): Promise<unknown[]> {
  const events = await eventsOf(accountRef);
  return events.filter(({ type }) => type === "payment.succeeded").map(({ data }) => data.amount);
}

test.describe("paying", () => {
  // The provider answers a declined card with 402, as the real one does.
  test.use({ expectedProblems: [/status of 402/] });

  test("a declined card moves nothing, and another one pays in the same session", async ({
    page,
    language,
    t,
    expectGoodPage,
  }) => {
    const person = await newcomer(language);
    await comeIn(page, t, person);
    await startPaying(page, t, "321.09");
    await giveCard(page, "4000000000000002");
    await expect(page.getByRole("alert")).toBeVisible();
    expect(await paymentsOf(person.accountRef)).toEqual([]);
    await giveCard(page, "4242424242424242");
    await expectReceipt(page, t, /321.09/);
    await expectGoodPage();
    await expect.poll(() => paymentsOf(person.accountRef)).toEqual(["321.09"]);
  });

  test("the bank’s own question is answered on its page", async ({ page, language, t }) => {
    const person = await newcomer(language);
    await comeIn(page, t, person);
    await startPaying(page, t, "150");
    await giveCard(page, "4000000000003220");
    await page.locator("button[name=answer][value=pass]").click();
    await expectReceipt(page, t, /150\.00/);
  });

  test("who comes back without paying is told so and can go on", async ({
    page,
    language,
    t,
    expectGoodPage,
  }) => {
    const person = await newcomer(language);
    await comeIn(page, t, person);
    await startPaying(page, t, "200");
    await page.locator("a.back").click();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText(t("payReturn.open.title"));
    await expectGoodPage();
    await follow(page, t("payReturn.resume"));
    await giveCard(page, "4242424242424242");
    await expectReceipt(page, t, /200\.00/);
  });

  test("an amount that cannot be paid comes back with the reason and what was typed", async ({
    page,
    language,
    t,
    expectGoodPage,
  }) => {
    const person = await newcomer(language);
    await comeIn(page, t, person);
    for (const [typed, reason] of [
      ["", "required"],
      ["ten", "not-an-amount"],
      ["1.234", "too-fine"],
      ["99999", "above-maximum"],
      ["0.01", "below-minimum"],
    ] as const) {
      await page.goto(`${demoCard().origin}/home`);
      await startPaying(page, t, typed);
      await expect(page.getByText(t(`common:reason.${reason}`)).first()).toBeVisible();
      await expect(page.locator("[name=amount]")).toHaveValue(typed);
    }
    await expectGoodPage();
  });

  test("a forged or foreign way back shows nothing", async ({ page, language, t }) => {
    const person = await newcomer(language);
    await comeIn(page, t, person);
    for (const query of [
      "session=cs_test_forged",
      "attempt=018f0000-0000-7000-8000-000000000000",
    ]) {
      const answer = await page.request.get(`${demoCard().origin}/pay/return?${query}`);
      expect(answer.status()).toBe(404);
    }
  });

  test("two presses pay once", async ({ page, context, language, t }) => {
    const person = await newcomer(language);
    await comeIn(page, t, person);
    await follow(page, t("home.paySome"));
    const second = await context.newPage();
    await second.goto(page.url());
    for (const tab of [page, second]) {
      await tab.getByRole("radio", { name: t("pay.other") }).check();
      await tab.locator("[name=amount]").fill("250");
      await press(tab, t("pay.go"));
      await expect(tab.locator("#number")).toBeVisible();
    }
    expect(new URL(second.url()).pathname).toBe(new URL(page.url()).pathname);
    await giveCard(page, "4242424242424242");
    await expectReceipt(page, t, /250\.00/);
    await second.reload();
    await expect(second.locator("#number")).toHaveCount(0);
    await expect.poll(() => paymentsOf(person.accountRef)).toEqual(["250.00"]);
  });
});
