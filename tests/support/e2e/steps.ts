import { expect, type Page } from "@playwright/test";
import type { Newcomer } from "./accounts.ts";
import { codeFor, messagesTo } from "./inbox.ts";
import type { Words } from "./words.ts";

/** Opens the link and goes on from the landing to the first question. */
export async function openLink(page: Page, t: Words, url: string): Promise<void> {
  await page.goto(url);
  await expect(page).toHaveURL(/\/start$/);
  await press(page, t("landing.go"));
  await expect(page).toHaveURL(/\/check$/);
}

/** Chooses the birthday as the fact and answers with an ISO date. */
export async function answerBirthday(page: Page, t: Words, iso: string): Promise<void> {
  const [year = "", month = "", day = ""] = iso.split("-");
  await page.getByRole("radio", { name: t("fact.dateOfBirth") }).check();
  await page.locator("[name='dateOfBirth.year']").fill(year);
  await page.locator("[name='dateOfBirth.month']").fill(month);
  await page.locator("[name='dateOfBirth.day']").fill(day);
  await press(page, t("check.go"));
}

/** Chooses the end of the identity number as the fact and answers with it. */
export async function answerIdentity(page: Page, t: Words, idLast4: string): Promise<void> {
  await page.getByRole("radio", { name: t("fact.idLast4") }).check();
  await page.locator("[name=idLast4]").fill(idLast4);
  await press(page, t("check.go"));
}

/** From the link to the home page. */
export async function comeIn(page: Page, t: Words, person: Newcomer): Promise<void> {
  await openLink(page, t, person.url);
  await answerBirthday(page, t, person.facts.dateOfBirth);
  await expect(page).toHaveURL(/\/home/);
}

/** Lets a code be mailed and enters the one that came. */
export async function proveByCode(page: Page, t: Words, person: Newcomer): Promise<void> {
  const before = (await messagesTo(person.email)).length;
  await page.locator("button[name=send][value=email]").click();
  const code = await codeFor(person.email, before);
  await page.getByLabel(t("common:code.label")).fill(code);
}

/** On the way-to-pay cards: opens the agreement of the one that fits the budget best. */
export async function chooseClosest(page: Page, t: Words, budget: string): Promise<void> {
  await page.getByLabel(t("ways.most")).fill(budget);
  await press(page, t("ways.reorder"));
  const closest = page.locator("article", { hasText: t("ways.fit.closest") });
  await closest.getByRole("link").click();
  await expect(page).toHaveURL(/\/sign/);
}

/** Signs the agreement that the page shows, with a code that is asked for now. */
export async function sign(page: Page, t: Words, person: Newcomer): Promise<void> {
  await proveByCode(page, t, person);
  await press(page, t("sign.codeGo"));
  await page.getByRole("checkbox").check();
  await page.getByLabel(t("sign.name")).fill(person.name);
  await press(page, t("sign.go"));
  await expect(page).toHaveURL(/\/plan/);
}

/** From the link to a signed plan. */
export async function agreePlan(page: Page, t: Words, person: Newcomer): Promise<void> {
  await comeIn(page, t, person);
  await follow(page, t("home.ways"));
  await chooseClosest(page, t, "900");
  await sign(page, t, person);
}

/** Fills in a card on the provider's page and sends it. */
export async function giveCard(page: Page, number: string): Promise<void> {
  await expect(page.locator("#number")).toBeVisible();
  await page.locator("#email").fill("payer@debtor.example");
  await page.locator("#number").fill(number);
  await page.locator("#expiry").fill("12/34");
  await page.locator("#cvc").fill("123");
  await page.locator("#name").fill("Payer Example");
  await page.locator("form button").first().click();
}

/** Presses the button of this name. */
export async function press(page: Page, name: string): Promise<void> {
  await page.getByRole("button", { name, exact: true }).click();
}

/** Follows the link that begins with these words. */
export async function follow(page: Page, name: string): Promise<void> {
  await page.getByRole("link", { name }).first().click();
}
