import { issueLink, newcomer, noonZone, payElsewhere } from "../../support/e2e/accounts.ts";
import { demoCard } from "../../support/e2e/demo-card.ts";
import { codeFor, messagesTo } from "../../support/e2e/inbox.ts";
import { answerBirthday, comeIn, openLink, press } from "../../support/e2e/steps.ts";
import { expect, test } from "../../support/e2e/test.ts";

test.describe("pages that few people see", () => {
  test("a letter to somebody of whom one fact is known asks for a code too", async ({
    page,
    language,
    t,
    expectGoodPage,
  }) => {
    const about = { postcode: undefined, idLast4: undefined, address: "1 Sample Road" };
    const person = await newcomer(language, { cardLast4: undefined }, about);
    await openLink(page, t, await issueLink(person, "letter"));
    await answerBirthday(page, t, person.facts.dateOfBirth);
    await expect(page).toHaveURL(/\/check\/code$/);
    await expectGoodPage();
    await page.locator("button[name=send][value=email]").click();
    await page.getByLabel(t("common:code.label")).fill(await codeFor(person.email));
    await expectGoodPage();
    await press(page, t("code.confirm"));
    await expect(page).toHaveURL(/\/home/);
  });

  test("a mail can be refused by its own link, by a button and never by a look", async ({
    page,
    language,
    t,
    expectGoodPage,
  }) => {
    const person = await newcomer(language, {}, { timeZone: noonZone() });
    await issueLink(person, "email");
    const stop = /https?:\S+\/stop\/[\w-]+/;
    const link = async () =>
      (await messagesTo(person.email)).map(({ text }) => stop.exec(text)?.[0]).find(Boolean) ?? "";
    await expect.poll(link).not.toBe("");
    await page.goto(await link());
    await expectGoodPage();
    await press(page, t("stop.email.go"));
    await expect(page.getByText(t("stop.still"))).toBeVisible();
    await expectGoodPage();
    await comeIn(page, t, person);
    await page.goto(`${demoCard().origin}/preferences`);
    await expect(page.getByRole("checkbox", { name: t("preferences.byEmail") })).not.toBeChecked();
    await page.goto(`${demoCard().origin}/preferences/contacts/email`);
    await expectGoodPage();
  });

  test("who paid too much sees what is theirs, and is asked how it was", async ({
    page,
    language,
    t,
    expectGoodPage,
  }) => {
    const person = await newcomer(language);
    await comeIn(page, t, person);
    const href = await page.locator("a[href^='/a/']").first().getAttribute("href");
    const account = `${demoCard().origin}${/^\/a\/[0-9a-f-]{36}/.exec(href ?? "")?.[0]}`;
    await page.goto(`${account}/pay/transfer`);
    await expectGoodPage();
    await payElsewhere(person, language, "9000.00");
    await page.goto(`${account}/credit`);
    await expect(page.getByRole("heading", { level: 1 })).toHaveText(t("credit.title"));
    await expectGoodPage();
    await page.goto(`${account}/how-was-it`);
    await expectGoodPage();
    await page.getByRole("radio").first().check();
    await press(page, t("survey.go"));
    await expect(page.getByRole("heading", { level: 1 })).toHaveText(t("survey.answered.title"));
    await expectGoodPage();
  });

  test("a payer without a link is told so, and nothing else", async ({ page, expectGoodPage }) => {
    await page.goto(`${demoCard().origin}/payer`);
    await expect(page).toHaveURL(/\/payer\/ended/);
    await expectGoodPage();
  });
});
