import { newcomer } from "../../support/e2e/accounts.ts";
import { demoCard } from "../../support/e2e/demo-card.ts";
import { signInAs } from "../../support/e2e/staff.ts";
import { answerBirthday, openLink, press } from "../../support/e2e/steps.ts";
import { expect, test } from "../../support/e2e/test.ts";

test.describe("money that nothing places", () => {
  test("comes with a slip in its reference, is seen, and is booked to its account", async ({
    page,
    browser,
    language,
    t,
    expectGoodPage,
  }) => {
    test.setTimeout(180_000);
    const { origin, apiKey } = demoCard();
    const person = await newcomer(language, {});
    const bankRef = `E2E-${Date.now()}`;

    const reference = await test.step("the debtor finds the reference", async () => {
      const visitor = await browser.newContext({ locale: language });
      const debtor = await visitor.newPage();
      await openLink(debtor, t, person.url);
      await answerBirthday(debtor, t, person.facts.dateOfBirth);
      const href = await debtor.locator("a[href^='/a/']").first().getAttribute("href");
      const [account] = /^\/a\/[0-9a-f-]{36}/.exec(href ?? "") ?? [];
      await debtor.goto(`${origin}${account}/pay/transfer`);
      await expect(debtor.getByRole("heading", { level: 1 })).toHaveText(
        t("debtor:transfer.title"),
      );
      const copied = await debtor.locator(".copy").last().innerText();
      await visitor.close();
      return copied.replace(/\s/g, "");
    });

    await test.step("the bank tells of it, with one wrong digit", async () => {
      const wrong = reference.slice(0, -1) + String((Number(reference.at(-1)) + 1) % 10);
      const answer = await page.request.post(`${origin}/api/v1/transfers`, {
        headers: { authorization: `Bearer ${apiKey}`, "idempotency-key": bankRef },
        data: {
          bankRef,
          bookedOn: new Date(Date.now() - 86_400_000).toISOString().slice(0, 10),
          amount: "12.00",
          currency: language === "en" ? "USD" : "CNY",
          reference: wrong,
          payer: person.name,
          portfolio: language === "en" ? "harborlight" : "qingchuan",
        },
      });
      expect(await answer.json()).toMatchObject({ state: "suspense" });
    });

    const words = await signInAs(page, t, "supervisor");
    await test.step("a supervisor sees it and books it to its account", async () => {
      await page.goto(`${origin}/staff/breaks?kind=transfer&view=open`);
      await expectGoodPage();
      await page.getByRole("row", { name: bankRef }).getByRole("link").first().click();
      await expect(page.getByRole("heading", { level: 1 })).toHaveText(
        words("staff:break.transfer-near.what"),
      );
      await expectGoodPage();
      await expect(page.locator("input[name=accountRef]")).toHaveValue(person.accountRef);
      await press(page, words("staff:suspense.go"));
      // The money's state says it, and so does the reason for which its difference was closed.
      await expect(
        page.getByText(words("staff:suspense.is.released"), { exact: true }),
      ).toHaveCount(2);
      await expectGoodPage();
    });
  });
});
