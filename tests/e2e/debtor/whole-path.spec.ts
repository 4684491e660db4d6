import type { Page } from "@playwright/test";
import { newcomer } from "../../support/e2e/accounts.ts";
import { type CollectorEvent, eventsOf } from "../../support/e2e/collector.ts";
import { demoCard } from "../../support/e2e/demo-card.ts";
import { messagesTo } from "../../support/e2e/inbox.ts";
import {
  answerBirthday,
  answerIdentity,
  chooseClosest,
  follow,
  giveCard,
  openLink,
  press,
  sign,
} from "../../support/e2e/steps.ts";
import { expect, test } from "../../support/e2e/test.ts";

/*
 * The main job from end to end: a link comes, its reader proves who they are, understands, signs a
 * plan that fits, pays, and the collector's system knows.
 */
test("from the link to a signed plan, a payment and the collector’s yes", async ({
  page,
  language,
  t,
  expectGoodPage,
}) => {
  test.setTimeout(240_000);
  const person = await newcomer(language);

  await test.step("the link opens, a slip is forgiven, the right answer lets in", async () => {
    await openLink(page, t, person.url);
    await answerIdentity(page, t, "0000");
    await expect(page.getByText(t("common:reason.no-match-4")).first()).toBeVisible();
    await answerBirthday(page, t, person.facts.dateOfBirth);
    await expect(page).toHaveURL(/\/home/);
    await expect(page.getByText(person.name)).toBeVisible();
  });

  await test.step("the balance is the sum of its parts", async () => {
    await follow(page, t("home.why"));
    await expect(page.getByRole("heading", { level: 1 })).toHaveText(t("balance.title"));
    await expectGoodPage();
    expect(await sumOfParts(page)).toEqual(await lastCell(page));
  });

  await test.step("the ways to pay are put in the order of a monthly budget", async () => {
    await page
      .getByRole("link", { name: t("common:page.ways"), exact: true })
      .first()
      .click();
    await expectGoodPage();
    await page.getByLabel(t("ways.most")).fill("a lot");
    await press(page, t("ways.reorder"));
    await expect(page.getByText(t("common:reason.not-an-amount")).first()).toBeVisible();
    await chooseClosest(page, t, "900");
  });

  await test.step("the agreement is read and signed with a fresh code", async () => {
    await expectGoodPage();
    const shown = (await page.locator("body").innerText()).replace(/\s/g, "");
    expect(shown).toMatch(/[0-9a-f]{64}/);
    await sign(page, t, person);
    await expect(page.getByText(t("plan.signed.title"))).toBeVisible();
    await expectGoodPage();
    await expectSignedCopy(page);
    const agreed = await eventOf(person.accountRef, "plan.agreed");
    expect(shown).toContain(String(agreed.data.agreementSha256));
    const mails = await messagesTo(person.email);
    expect(mails.length).toBeGreaterThanOrEqual(2);
  });

  await test.step("the next instalment is paid on the provider’s page", async () => {
    await follow(page, t("plan.pay"));
    await expectGoodPage();
    await press(page, t("pay.go"));
    await giveCard(page, "4242424242424242");
    await expect(page).toHaveURL(/\/receipts\//, { timeout: 30_000 });
    await expect(page.getByRole("heading", { level: 1 })).toHaveText(t("receipt.title"));
    await expectGoodPage();
  });

  await test.step("the collector’s system has both facts, and the timeline says so", async () => {
    const agreed = await eventOf(person.accountRef, "plan.agreed");
    const paid = await eventOf(person.accountRef, "payment.succeeded");
    const [first] = agreed.data.schedule as { amount: string }[];
    expect(paid.data.amount).toBe(first?.amount);
    expect(paid.data.planId).toBe(agreed.data.planId);
    await expect(async () => {
      await page.goto(`${demoCard().origin}/timeline`);
      for (const what of ["plan_agreed", "payment_succeeded"] as const) {
        await expect(entry(page, t(`happened.${what}`))).toContainText(
          new RegExp(`${t("common:delivery.accepted")}.*\\d|${t("common:delivery.applied")}`),
          { timeout: 1_000 },
        );
      }
    }).toPass();
    await expectGoodPage();
  });

  await test.step("the plan counts the instalment as paid", async () => {
    await page.goto(`${demoCard().origin}/home`);
    await expectGoodPage();
    await follow(page, t("home.plan"));
    await expect(page.getByText(/1/).first()).toBeVisible();
    await expectGoodPage();
  });
});

/** A line of what has happened, by its words. */
function entry(page: Page, words: string) {
  return page.locator(".log > *", { hasText: words }).first();
}

/** The parts of "what the balance is made of", in minor units, added. */
async function sumOfParts(page: Page): Promise<number> {
  const cells = await page.locator("table").last().locator("tbody tr:not(.total)").allInnerTexts();
  return cells.map(minor).reduce((sum, part) => sum + part, 0);
}

async function lastCell(page: Page): Promise<number> {
  return minor(await page.locator("table").last().locator("tr").last().innerText());
}

function minor(text: string): number {
  const [amount] = text.match(/[\d,]+\.\d\d/) ?? [];
  if (amount === undefined) throw new Error(`no amount in ${text}`);
  return Number(amount.replace(/\D/g, ""));
}

/** The signed agreement comes as a PDF to keep. */
async function expectSignedCopy(page: Page): Promise<void> {
  const href = await page.locator("a[href$='.pdf']").first().getAttribute("href");
  const answer = await page.request.get(`${demoCard().origin}${href}`);
  expect(answer.headers()["content-type"]).toBe("application/pdf");
  expect((await answer.body()).subarray(0, 5).toString()).toBe("%PDF-");
}

/** Waits until the collector's system was told of it. */
async function eventOf(accountRef: string, type: string): Promise<CollectorEvent> {
  let found: CollectorEvent | undefined;
  await expect(async () => {
    found = (await eventsOf(accountRef)).find((event) => event.type === type);
    expect(found, type).toBeDefined();
  }).toPass({ timeout: 20_000 });
  return found as CollectorEvent;
}
