import { newcomer } from "../../support/e2e/accounts.ts";
import { messagesTo } from "../../support/e2e/inbox.ts";
import { agreePlan, follow, giveCard, press } from "../../support/e2e/steps.ts";
import { expect, test } from "../../support/e2e/test.ts";

test("turn automatic payment on, see the card, turn it off and remove the card", async ({
  page,
  t,
  language,
  expectGoodPage,
}) => {
  const person = await newcomer(language);
  await agreePlan(page, t, person);
  await follow(page, t("autopay.plan.off"));
  await expect(page.getByText(t("autopay.mandate.card"))).toBeVisible();
  await expectGoodPage();

  // The code of the signature is still fresh: level 2.
  await press(page, t("autopay.off.go"));
  await expect(page.getByRole("alert")).toBeVisible();
  await page.getByRole("checkbox", { name: t("autopay.off.consent") }).check();
  await press(page, t("autopay.off.go"));
  await giveCard(page, "4242424242424242");
  await expect(page.getByRole("heading", { name: t("autopay.back.on.title") })).toBeVisible();
  await expectGoodPage();

  await follow(page, t("autopay.document"));
  await expect(page.getByText("4242")).toBeVisible();
  await expectGoodPage();
  const mails = await messagesTo(person.email);
  expect(mails.some(({ text }) => text.includes(t("autopay.mandate.card")))).toBe(true);

  await page.getByRole("button", { name: t("autopay.card.remove") }).click();
  await expect(page.getByText(t("autopay.done.removed"))).toBeVisible();
  await expect(page.getByText("4242")).toHaveCount(0);
});
