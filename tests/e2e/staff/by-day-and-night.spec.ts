import { demoCard } from "../../support/e2e/demo-card.ts";
import { signInAs } from "../../support/e2e/staff.ts";
import { expect, test } from "../../support/e2e/test.ts";

/** Every room that is reached without doing anything first; %a is some account's page. */
const rooms = [
  "/staff",
  "/staff/accounts",
  "/staff/accounts?q=nothing-of-that-name",
  "%a",
  "%a/link",
  "%a/hold",
  "/staff/proposals",
  "/staff/plans?state=all",
  "/staff/payments",
  "/staff/payments/refunds",
  "%a/payment",
  "/staff/imports",
];

/** Rooms whose words other tests read in English; the demo has one case of each kind. */
const inChinese = ["/staff/hardship", "/staff/complaints", "%a/take-down", "%a/message"];

test("every room of the office is good by day, by night and on a phone", async ({
  page,
  t,
  expectGoodPage,
}) => {
  test.setTimeout(600_000);
  const { origin } = demoCard();
  await signInAs(page, t, "administrator");
  await page.goto(`${origin}/staff/accounts`);
  const account = await page.locator("main td a").first().getAttribute("href");
  for (const language of ["zh-CN", "en"]) {
    await page.goto(`${origin}/language/${language}?to=/staff`);
    for (const room of rooms) {
      await page.goto(`${origin}${room.replace("%a", account ?? "")}`);
      await expect(page.locator("html")).toHaveAttribute("lang", language);
      await expectGoodPage();
    }
  }
  await page.goto(`${origin}/language/zh-CN?to=/staff`);
  for (const room of inChinese) {
    await page.goto(`${origin}${room.replace("%a", account ?? "")}`);
    await expectGoodPage();
  }
  for (const list of ["/staff/hardship", "/staff/complaints"]) {
    await page.goto(`${origin}${list}`);
    await page.locator("main td a").first().click();
    await expect(page).not.toHaveURL(`${origin}${list}`);
    await expectGoodPage();
  }
});
