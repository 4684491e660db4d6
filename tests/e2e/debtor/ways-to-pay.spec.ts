import type { Page } from "@playwright/test";
import { type Newcomer, newcomer } from "../../support/e2e/accounts.ts";
import { eventsOf } from "../../support/e2e/collector.ts";
import { demoCard } from "../../support/e2e/demo-card.ts";
import { comeIn, follow, giveCard, press } from "../../support/e2e/steps.ts";
import { expect, test } from "../../support/e2e/test.ts";
import type { Words } from "../../support/e2e/words.ts";

async function startPaying(page: Page, t: Words, amount: string): Promise<void> {
  await follow(page, t("home.paySome"));
  await page.getByRole("radio", { name: t("pay.other") }).check();
  await page.locator("[name=amount]").fill(amount);
  await press(page, t("pay.go"));
}

async function expectReceipt(page: Page, t: Words, amount: RegExp): Promise<void> {
  await expect(page).toHaveURL(/\/receipts?(\/|$)/, { timeout: 60_000 });
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(t("receipt.title"));
  await expect(page.locator(".figure").first()).toContainText(amount);
}

async function paymentsOf({ accountRef }: Newcomer): Promise<unknown[]> {
  const events = await eventsOf(accountRef);
  return events.filter(({ type }) => type === "payment.succeeded").map(({ data }) => data.amount);
}

/** The simulator's hand, as a test holds it from outside. */
async function simulate(action: string, body: Readonly<Record<string, unknown>>): Promise<void> {
  const response = await fetch(`${demoCard().stripe}/_sim/${action}`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
  });
  expect(response.status, action).toBeLessThan(300);
}

const sessionOf = (page: Page): string => /cs_test_[A-Za-z0-9]+/.exec(page.url())?.[0] ?? "";

/** Somebody who reads this language, with a debt in yuan: only there are all methods allowed. */
const inYuan = (language: "zh-CN" | "en") => newcomer("zh-CN", {}, { locale: language });

test.describe("ways to pay", () => {
  test.use({ expectedProblems: [/status of 402/] });

  test("the bank’s question left unanswered moves nothing, and can be answered later", async ({
    page,
    language,
    t,
  }) => {
    const person = await newcomer(language);
    await comeIn(page, t, person);
    await startPaying(page, t, "120");
    await giveCard(page, "4000000000003220");
    await page.locator("button[name=answer][value=abandon]").click();
    await page.goto(`${demoCard().origin}/pay/return`);
    await expect(page.getByRole("heading", { level: 1 })).toHaveText(t("payReturn.open.title"));
    expect(await paymentsOf(person)).toEqual([]);
    await follow(page, t("payReturn.resume"));
    await giveCard(page, "4000000000003220");
    await page.locator("button[name=answer][value=pass]").click();
    await expectReceipt(page, t, /120\.00/);
  });

  test("Alipay: on its way, said so, and then paid without a touch", async ({
    page,
    language,
    t,
    expectGoodPage,
  }) => {
    const person = await inYuan(language);
    await comeIn(page, t, person);
    await startPaying(page, t, "130");
    await page.locator("button[name=method][value=alipay]").click();
    await page.locator("button[name=answer][value=later]").click();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText(
      t("payReturn.processing.title"),
    );
    await expectGoodPage();
    await expectReceipt(page, t, /130\.00/);
    await expect.poll(() => paymentsOf(person)).toEqual(["130.00"]);
  });

  test("WeChat Pay: the code’s page is closed, opened again and paid", async ({
    page,
    language,
    t,
  }) => {
    const person = await inYuan(language);
    await comeIn(page, t, person);
    await startPaying(page, t, "140");
    await page.locator("button[name=method][value=wechat_pay]").click();
    await expect(page.locator("svg.qr")).toBeVisible();
    await page.goto(`${demoCard().origin}/pay/return`);
    await follow(page, t("payReturn.resume"));
    if ((await page.locator("svg.qr").count()) === 0) {
      await page.locator("button[name=method][value=wechat_pay]").click();
    }
    await page.locator("button[name=answer][value=pass]").click();
    await expectReceipt(page, t, /140\.00/);
    await expect.poll(() => paymentsOf(person)).toEqual(["140.00"]);
  });

  test("who comes back before the provider’s message has paid, and after it too", async ({
    page,
    language,
    t,
  }) => {
    const early = await newcomer(language);
    await comeIn(page, t, early);
    await startPaying(page, t, "160");
    await simulate("webhooks", { mode: "hold" });
    await giveCard(page, "4242424242424242");
    await expectReceipt(page, t, /160\.00/);
    await simulate("webhooks/release", { order: "reverse" });
    await simulate("webhooks", { mode: "send" });
    await expect.poll(() => paymentsOf(early)).toEqual(["160.00"]);

    await page.context().clearCookies();
    const late = await newcomer(language);
    await comeIn(page, t, late);
    await startPaying(page, t, "170");
    const session = sessionOf(page);
    await simulate("pay", { session });
    await expect.poll(() => paymentsOf(late)).toEqual(["170.00"]);
    await page.goto(`${demoCard().origin}/pay/return?session=${session}`);
    await expectReceipt(page, t, /170\.00/);
    expect(await paymentsOf(late)).toEqual(["170.00"]);
  });

  test("several accounts by one payment, each with its split", async ({
    page,
    language,
    t,
    expectGoodPage,
  }) => {
    const about = { ref: `both-${Date.now()}`, email: `both-${Date.now()}@debtor.example` };
    const first = await newcomer(language, {}, about);
    const second = await newcomer(language, {}, about);
    await comeIn(page, t, first);
    await follow(page, t("paySeveral.row"));
    const accounts = page.getByRole("group");
    for (const [n, amount] of ["100", "ten"].entries()) {
      await accounts
        .nth(n)
        .getByRole("radio", { name: t("pay.other") })
        .check();
      await accounts.nth(n).locator("input[inputmode=decimal]").fill(amount);
    }
    await press(page, t("pay.go"));
    await expect(page.getByText(t("common:reason.not-an-amount")).first()).toBeVisible();
    await expectGoodPage();
    await accounts.nth(1).locator("input[inputmode=decimal]").fill("50.50");
    await press(page, t("paySeveral.sum"));
    await expect(page.getByText(/150\.50/)).toBeVisible();
    await press(page, t("pay.go"));
    await giveCard(page, "4242424242424242");
    await expectReceipt(page, t, /150\.50/);
    await expectGoodPage();
    const both = async () => [...(await paymentsOf(first)), ...(await paymentsOf(second))].sort();
    await expect.poll(both).toEqual(["100.00", "50.50"]);
  });

  test("somebody else pays by a link, and sees nothing of the debt", async ({
    page,
    browser,
    language,
    t,
    javaScriptEnabled,
    expectGoodPage,
  }) => {
    const person = await newcomer(language);
    await comeIn(page, t, person);
    await follow(page, t("home.paySome"));
    await follow(page, t("payerLink.row"));
    await expectGoodPage();
    await page.getByRole("radio", { name: t("pay.other") }).check();
    await page.locator("[name=amount]").fill("88");
    await press(page, t("payerLink.make"));
    const url = await page.getByLabel(t("payerLink.address")).inputValue();
    await expectGoodPage();

    const elsewhere = await browser.newContext({
      locale: language === "en" ? "en-US" : "zh-CN",
      ...(javaScriptEnabled === undefined ? {} : { javaScriptEnabled }),
    });
    const payer = await elsewhere.newPage();
    await payer.goto(url);
    await expect(payer).toHaveURL(/\/payer$/);
    const shown = (await payer.locator("body").textContent()) ?? "";
    for (const secret of [person.name, person.accountRef, person.facts.cardLast4, "8,0"]) {
      expect(shown).not.toContain(secret);
    }
    await expectGoodPage(payer);
    await press(payer, t("pay.go"));
    await payer.goto(`${demoCard().origin}/payer/return`);
    await expectGoodPage(payer);
    await follow(payer, t("payReturn.resume"));
    await giveCard(payer, "4242424242424242");
    await expectReceipt(payer, t, /88\.00/);
    await expectGoodPage(payer);
    await payer.goto(`${demoCard().origin}/home`);
    await expect(payer).toHaveURL(/\/ended/);
    await payer.goto(url);
    await expectReceipt(payer, t, /88\.00/);
    await elsewhere.close();
    await expect.poll(() => paymentsOf(person)).toEqual(["88.00"]);
    await page.goto(page.url());
    await expect(page.getByText(t("payerLink.state.paid"), { exact: true })).toBeVisible();
  });
});
