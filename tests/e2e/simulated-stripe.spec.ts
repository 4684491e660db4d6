import type { Page } from "@playwright/test";
import { type StripeSimulator, startStripeSimulator } from "#app/simulators/stripe/server.ts";
import { smallerThan } from "../support/e2e/fit.ts";
import { expect, test } from "../support/e2e/test.ts";

/** The simulator's own pages, on one that nothing else uses. */
let simulator: StripeSimulator;
test.beforeAll(async () => {
  simulator = await startStripeSimulator();
});
test.afterAll(() => simulator.close());

const bank = "4000002500003155";

test("the payment page, from a declined card to the bank's question", async ({
  page,
  expectGoodPage,
}) => {
  await page.goto(await payment());
  await expectGoodPage();
  expect(await smallerThan(page, 44)).toEqual([]);
  await page.locator("form button").first().click();
  await expectGoodPage();
  await giveCard(page, "4000000000009995");
  await expect(page.getByRole("alert")).toBeVisible();
  await expectGoodPage();
  await giveCard(page, bank);
  await expect(page).toHaveURL(/\/c\/3ds\//);
  await expectGoodPage();
  await page.locator("button[value=refuse]").click();
  await expect(page.getByRole("alert")).toBeVisible();
});

test("Alipay, and a WeChat code that is closed and found again", async ({
  page,
  expectGoodPage,
}) => {
  const url = await payment();
  await page.goto(url);
  await page.locator("button[value=alipay]").click();
  await expectGoodPage();
  await page.goto(url);
  await page.locator("button[value=wechat_pay]").click();
  await expect(page.locator("svg.qr")).toBeVisible();
  await expectGoodPage();
  await page.goto(url);
  await expectGoodPage();
  await page.locator("a[href^='/c/wechat/']").click();
  await page.locator(".quiet a").click();
  await expect(page).toHaveURL(/\/c\/wechat-phone\//);
  await expectGoodPage();
  await page.locator("button[value=pass]").click();
  await expectGoodPage();
  await page.goto(url);
  await expectGoodPage();
});

test("a card is saved, and a page that has ended says so", async ({ page, expectGoodPage }) => {
  const [url, id] = await opened({ mode: "setup", currency: "cny", customer_creation: "always" });
  await page.goto(url);
  await expectGoodPage();
  await giveCard(page, bank);
  await expectGoodPage();
  await page.locator("button[value=pass]").click();
  await page.goto(url);
  await expectGoodPage();
  expect(simulator.state.memory.sessions[id]?.status).toBe("complete");
  const [late, lateId] = await opened({ mode: "setup", currency: "cny" });
  simulator.control.expire(lateId);
  await page.goto(late);
  await expectGoodPage();
});

test("the page where a person refunds, disputes and breaks", async ({ page, expectGoodPage }) => {
  const id = (await payment()).split("/").at(-1) ?? "";
  const session = simulator.control.pay({ session: id });
  await page.goto(simulator.origin);
  await expectGoodPage();
  await page.locator(`a[href*="${id}"]`).click();
  await page.locator("#refund-amount").fill("10.50");
  await page
    .locator("form", { has: page.locator("#refund-amount") })
    .getByRole("button")
    .click();
  await page
    .locator("form", { has: page.locator("#dispute-kind") })
    .getByRole("button")
    .click();
  await page
    .locator("form", { has: page.locator("[value=hold]") })
    .getByRole("button")
    .click();
  await expectGoodPage();
  const { intents, charges, disputes } = simulator.state.memory;
  const charge = charges[String(intents[String(session.payment_intent)]?.latest_charge)];
  expect(charge?.amount_refunded).toBe(1_050);
  expect(Object.values(disputes).map((one) => one.charge)).toEqual([charge?.id]);
  expect(simulator.state.outbox.mode).toBe("hold");
});

const payment = async (): Promise<string> => {
  const line = { quantity: "1", currency: "cny", amount: "126050", name: "还款 6225-0001" };
  const [url] = await opened({
    mode: "payment",
    "allowed_payment_method_types[0]": "card",
    "allowed_payment_method_types[1]": "alipay",
    "allowed_payment_method_types[2]": "wechat_pay",
    "line_items[0][quantity]": line.quantity,
    "line_items[0][price_data][currency]": line.currency,
    "line_items[0][price_data][unit_amount]": line.amount,
    "line_items[0][price_data][product_data][name]": line.name,
  });
  return url;
};

/** A page of the API: its address and the session's id. */
async function opened(form: Record<string, string>): Promise<[url: string, id: string]> {
  const back = `${simulator.origin}/`;
  const answer = await fetch(`${simulator.origin}/v1/checkout/sessions`, {
    method: "POST",
    headers: { authorization: "Bearer sk_test_pages" },
    body: new URLSearchParams({ ...form, success_url: back, cancel_url: back }),
  });
  const { url, id } = (await answer.json()) as { url: string; id: string };
  return [url, id];
}

async function giveCard(page: Page, number: string): Promise<void> {
  await page.locator("#number").fill(number);
  await page.locator("#expiry").fill("12/34");
  await page.locator("#cvc").fill("123");
  await page.locator("form button").first().click();
}
