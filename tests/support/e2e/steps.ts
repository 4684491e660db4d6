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

/** Presses the button of this name. */
export async function press(page: Page, name: string): Promise<void> {
  await page.getByRole("button", { name, exact: true }).click();
}

/** Follows the link that begins with these words. */
export async function follow(page: Page, name: string): Promise<void> {
  await page.getByRole("link", { name }).first().click();
}
