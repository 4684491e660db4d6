import { newcomer, noonZone } from "../../support/e2e/accounts.ts";
import { demoCard } from "../../support/e2e/demo-card.ts";
import { messagesTo } from "../../support/e2e/inbox.ts";
import { signInAs } from "../../support/e2e/staff.ts";
import { agreePlan, answerBirthday, openLink, press } from "../../support/e2e/steps.ts";
import { expect, test } from "../../support/e2e/test.ts";

test.describe("the office", () => {
  test("nobody comes in without password and code", async ({ page, t, expectGoodPage }) => {
    const { origin, staff } = demoCard();
    for (const path of ["/staff", "/staff/accounts", "/staff/plans", "/staff/imports"]) {
      await page.goto(`${origin}${path}`);
      await expect(page).toHaveURL(/\/staff\/sign-in/);
    }
    await expectGoodPage();
    await page.getByLabel(t("staff:signIn.email")).fill(staff[0]?.email ?? "");
    await page.getByLabel(t("staff:signIn.password")).fill("not the password");
    await page.getByLabel(t("staff:signIn.code")).fill("000000");
    await press(page, t("staff:signIn.go"));
    await expect(page).toHaveURL(/\/staff\/sign-in/);
    await expect(page.locator(".note.attn")).toBeVisible();
  });

  test("a collector finds an account, sends its link, and sees the plan that was agreed", async ({
    page,
    browser,
    language,
    t,
    expectGoodPage,
  }) => {
    test.setTimeout(180_000);
    const person = await newcomer(language, {}, { timeZone: noonZone() });
    const staffWords = await signInAs(page, t, "collector");
    await expectGoodPage();

    await test.step("search by the account's reference", async () => {
      await page.locator("#search").fill(person.accountRef);
      await page.locator("#search").press("Enter");
      await page.getByRole("link", { name: person.name }).first().click();
      await expect(page).toHaveURL(/\/staff\/accounts\/[0-9a-f-]{36}$/);
      await expect(page.getByText(person.accountRef).first()).toBeVisible();
      await expectGoodPage();
    });

    await test.step("send the link, which opens for the debtor", async () => {
      await page.getByRole("link", { name: staffWords("staff:account.sendLink") }).click();
      await expectGoodPage();
      await page.locator("input[name=channel][value=email]").check();
      await press(page, staffWords("staff:link.go"));
      await expect(page.getByText(staffWords("staff:account.done.link-sent"))).toBeVisible();
      await expect.poll(async () => (await messagesTo(person.email)).length).toBeGreaterThan(0);
      const [mail] = await messagesTo(person.email);
      const url = /https?:\/\/\S+\/l\/[\w-]+/.exec(mail?.text ?? "")?.[0] ?? "";
      const visitor = await browser.newContext({ locale: language });
      const debtor = await visitor.newPage();
      await openLink(debtor, t, url);
      await answerBirthday(debtor, t, person.facts.dateOfBirth);
      await expect(debtor).toHaveURL(/\/home/);
      await visitor.close();
    });

    await test.step("the agreed plan stands among the plans and on the account", async () => {
      const visitor = await browser.newContext({ locale: language });
      await agreePlan(await visitor.newPage(), t, person);
      await visitor.close();
      await page.reload();
      await expect(page.getByText(staffWords("staff:planState.agreed")).first()).toBeVisible();
      await expectGoodPage();
      await page.goto(`${demoCard().origin}/staff/plans`);
      await expect(page.getByRole("row", { name: person.accountRef })).toBeVisible();
      await expectGoodPage();
    });
  });
});
