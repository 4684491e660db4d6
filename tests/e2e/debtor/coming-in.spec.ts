import { newcomer } from "../../support/e2e/accounts.ts";
import { eventsOf } from "../../support/e2e/collector.ts";
import { demoCard } from "../../support/e2e/demo-card.ts";
import {
  answerBirthday,
  answerIdentity,
  comeIn,
  openLink,
  press,
} from "../../support/e2e/steps.ts";
import { expect, test } from "../../support/e2e/test.ts";

test.describe("coming in", () => {
  test("a slip stays to be seen, says how many tries are left, and the right answer opens", async ({
    page,
    language,
    t,
    expectGoodPage,
  }) => {
    const person = await newcomer(language);
    await page.goto(person.url);
    await expectGoodPage();
    await press(page, t("landing.go"));
    await expectGoodPage();
    await answerIdentity(page, t, "0000");
    await expect(page.getByRole("alert")).toBeVisible();
    await expect(page.getByText(t("common:reason.no-match-4")).first()).toBeVisible();
    await expect(page.locator("[name=idLast4]")).toHaveValue("0000");
    await expectGoodPage();
    await answerIdentity(page, t, person.facts.idLast4);
    await expect(page).toHaveURL(/\/home/);
    await expectGoodPage();
  });

  test("a day that does not exist costs no try", async ({ page, language, t }) => {
    const person = await newcomer(language);
    await openLink(page, t, person.url);
    await answerBirthday(page, t, "1990-02-30");
    await expect(page.getByText(t("common:reason.not-a-date")).first()).toBeVisible();
    await answerIdentity(page, t, "0000");
    await expect(page.getByText(t("common:reason.no-match-4")).first()).toBeVisible();
  });

  test("five wrong answers pause the link and say until when", async ({
    page,
    language,
    t,
    expectGoodPage,
  }) => {
    const person = await newcomer(language);
    await openLink(page, t, person.url);
    for (let n = 1; n <= 5; n += 1) await answerIdentity(page, t, `000${n}`);
    await expect(page).toHaveURL(/\/locked$/);
    await expect(page.getByText(t("locked.from"))).toBeVisible();
    await expect(page.getByText(/\d{1,2}:\d{2}/).first()).toBeVisible();
    await expectGoodPage();
    await page.goto(`${demoCard().origin}/check`);
    await expect(page).toHaveURL(/\/locked$/);
    await page.goto(person.url);
    await expect(page).not.toHaveURL(/\/check$/);
  });

  test("“this isn’t me” ends the link, hides everything and tells the collector", async ({
    page,
    language,
    t,
    expectGoodPage,
  }) => {
    const person = await newcomer(language);
    await page.goto(person.url);
    await page.getByRole("link", { name: t("landing.notMe") }).click();
    await expectGoodPage();
    await press(page, t("notMe.confirm"));
    await expect(
      page.getByRole("heading", { level: 1, name: t("ended.wrongPerson.title") }),
    ).toBeVisible();
    await expectGoodPage();
    await expect
      .poll(async () => (await eventsOf(person.accountRef)).map(({ type }) => type))
      .toContain("contact.wrong_person");
    await page.goto(person.url);
    await expect(
      page.getByRole("heading", { level: 1, name: t("ended.link.title") }),
    ).toBeVisible();
  });

  test("a letter’s reference and two facts open without a link", async ({
    page,
    language,
    t,
    expectGoodPage,
  }) => {
    const person = await newcomer(language);
    const [year = "", month = "", day = ""] = person.facts.dateOfBirth.split("-");
    await page.goto(`${demoCard().origin}/find`);
    await expectGoodPage();
    for (const identity of ["0000", person.facts.idLast4]) {
      await page.locator("[name=reference]").fill(person.accountRef);
      await page.locator("[name='dateOfBirth.year']").fill(year);
      await page.locator("[name='dateOfBirth.month']").fill(month);
      await page.locator("[name='dateOfBirth.day']").fill(day);
      await page.locator("[name=idLast4]").fill(identity);
      await press(page, t("check.go"));
      if (identity === "0000") await expect(page.getByRole("alert")).toBeVisible();
    }
    await expect(page).toHaveURL(/\/home/);
    await expect(page.getByText(person.name)).toBeVisible();
  });

  test("only what one’s own account holds can be opened", async ({
    browser,
    page,
    language,
    t,
  }) => {
    const one = await newcomer(language);
    const two = await newcomer(language);
    await comeIn(page, t, one);
    const balance = await page.getByRole("link", { name: t("home.why") }).getAttribute("href");
    const stranger = await browser.newContext();
    const theirs = await stranger.newPage();
    await theirs.goto(`${demoCard().origin}${balance}`);
    await expect(theirs).toHaveURL(/\/ended/);
    await openLink(theirs, t, two.url);
    await answerBirthday(theirs, t, two.facts.dateOfBirth);
    const answer = await theirs.goto(`${demoCard().origin}${balance}`);
    expect(answer?.status()).toBe(404);
    await stranger.close();
  });

  test("the other language is one press away and stays", async ({ page, language, t }) => {
    const person = await newcomer(language);
    await comeIn(page, t, person);
    await page.locator(".lang").click();
    const other = language === "en" ? "zh-CN" : "en";
    await expect(page.locator("html")).toHaveAttribute("lang", other);
    await page.reload();
    await expect(page.locator("html")).toHaveAttribute("lang", other);
  });

  test("signing out ends the visit", async ({ page, language, t }) => {
    const person = await newcomer(language);
    await comeIn(page, t, person);
    await page.getByText(t("common:page.signOut")).click();
    await expect(
      page.getByRole("heading", { level: 1, name: t("ended.signedOut.title") }),
    ).toBeVisible();
    await page.goto(`${demoCard().origin}/home`);
    await expect(page).toHaveURL(/\/ended/);
  });
});
