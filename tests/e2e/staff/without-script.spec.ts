import type { Page } from "@playwright/test";
import { hold, newcomer, noonZone } from "../../support/e2e/accounts.ts";
import { demoCard } from "../../support/e2e/demo-card.ts";
import { messagesTo } from "../../support/e2e/inbox.ts";
import { signInAs } from "../../support/e2e/staff.ts";
import { comeIn, follow, press } from "../../support/e2e/steps.ts";
import { expect, test } from "../../support/e2e/test.ts";
import type { Words } from "../../support/e2e/words.ts";

test.use({ javaScriptEnabled: false });

test("the office works without JavaScript", async ({ page, language, browser, t: own }) => {
  test.setTimeout(180_000);
  const person = await newcomer(language, {}, { timeZone: noonZone() });
  await hold(person, { kind: "manual", effects: ["offers"] });
  const visitor = await browser.newContext({ locale: language, javaScriptEnabled: false });
  const debtor = await visitor.newPage();
  await comeIn(debtor, own, person);
  await follow(debtor, own("home.propose"));
  await debtor.locator("[name=amount]").fill("700");
  await press(debtor, own("propose.go"));
  const t = await signInAs(page, own, "supervisor");
  const { origin } = demoCard();

  await test.step("filter the list and search it", async () => {
    await page.goto(`${origin}/staff/accounts`);
    await page.locator("#portfolio").selectOption({ index: 1 });
    await page.locator("#days").fill("many");
    await press(page, t("staff:list.filter"));
    expect(new URL(page.url()).searchParams.get("days")).toBe("many");
    await page.goto(`${origin}/staff/accounts`);
    await page.locator("#days").fill("75");
    await press(page, t("staff:list.filter"));
    await expect(page.getByRole("row").nth(1)).toBeVisible();
    await search(page, person.accountRef);
    await page.getByRole("link", { name: person.name }).first().click();
    await expect(page).toHaveURL(/\/staff\/accounts\/[0-9a-f-]{36}$/);
  });
  const account = page.url();

  await test.step("end the hold, set another, and end that", async () => {
    await press(page, t("staff:account.endHold"));
    await expect(page.getByText(t("staff:account.done.hold-ended"))).toBeVisible();
    await page.goto(`${account}/hold`);
    await press(page, t("staff:hold.go"));
    await expect(page.locator(".note.attn")).toBeVisible();
    await page.locator("[name=kind]").selectOption("vulnerability");
    await page.locator("[name=reason]").fill("wrote that things are hard");
    await press(page, t("staff:hold.go"));
    await expect(page.getByText(t("staff:account.done.hold-set"))).toBeVisible();
    await press(page, t("staff:account.endHold"));
    await expect(page.getByText(t("staff:account.done.hold-ended"))).toBeVisible();
  });

  await test.step("send a link, and revoke one", async () => {
    const before = (await messagesTo(person.email)).length;
    await page.goto(`${account}/link`);
    await page.locator("input[name=channel][value=email]").check();
    await press(page, t("staff:link.go"));
    await expect(page.getByText(t("staff:account.done.link-sent"))).toBeVisible();
    await expect.poll(async () => (await messagesTo(person.email)).length).toBeGreaterThan(before);
    await page
      .getByRole("button", { name: t("staff:account.revoke") })
      .first()
      .click();
    await expect(page.getByText(t("staff:account.done.link-revoked"))).toBeVisible();
  });

  await test.step("answer the proposal", async () => {
    await page.goto(`${origin}/staff/proposals`);
    await page.getByRole("row", { name: person.accountRef }).getByRole("link").first().click();
    await press(page, t("staff:proposals.go"));
    await expect(page.locator(".note.attn")).toBeVisible();
    await page.locator("input[name=outcome][value=declined]").check();
    await page.locator("[name=reason]").fill("a smaller amount would do");
    await press(page, t("staff:proposals.go"));
    await expect(page.getByRole("row", { name: person.accountRef })).toHaveCount(0);
  });

  await test.step("try a file", async () => {
    await tryFile(page, t, person.accountRef);
    await expect(async () => {
      await page.reload();
      await expect(page.getByText(t("staff:imports.titleTried"))).toBeVisible({ timeout: 500 });
    }).toPass();
    await expect(page.getByText("as_of").first()).toBeVisible();
  });
  await visitor.close();
});

async function search(page: Page, words: string): Promise<void> {
  await page.locator("#search").fill(words);
  await page.locator("#search").press("Enter");
}

async function tryFile(page: Page, t: Words, tag: string): Promise<void> {
  await page.goto(`${demoCard().origin}/staff/imports`);
  await page.getByLabel(t("staff:accounts.portfolio")).selectOption("qingchuan");
  const lines = [
    "account_ref,debtor_ref,debtor_name,currency,as_of,principal",
    `N-${tag}-1,ND-${tag}-1,甲示例,CNY,2026-11-01,1200.00`,
    `N-${tag}-2,ND-${tag}-2,乙示例,CNY,2026-11-31,10.00`,
  ];
  const buffer = Buffer.from(lines.join("\n"));
  await page
    .getByLabel(t("staff:imports.file"))
    .setInputFiles({ name: `no-script-${tag}.csv`, mimeType: "text/csv", buffer });
  await press(page, t("staff:imports.try"));
  await expect(page).toHaveURL(/\/staff\/imports\/[0-9a-f-]{36}$/);
}
