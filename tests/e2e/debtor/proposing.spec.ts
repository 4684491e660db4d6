import type { Page } from "@playwright/test";
import { hold, newcomer } from "../../support/e2e/accounts.ts";
import { eventsOf } from "../../support/e2e/collector.ts";
import { comeIn, follow, press, sign } from "../../support/e2e/steps.ts";
import { expect, test } from "../../support/e2e/test.ts";
import type { Words } from "../../support/e2e/words.ts";

/** Proposes so much each time, in the rhythm and from the day that the form suggests. */
async function propose(page: Page, t: Words, amount: string): Promise<void> {
  await page.locator("[name=amount]").fill(amount);
  await press(page, t("propose.go"));
}

const title = (page: Page) => page.getByRole("heading", { level: 1 });

test.describe("proposing one’s own", () => {
  test("what the policy allows is accepted at once and can be signed", async ({
    page,
    language,
    t,
    expectGoodPage,
  }) => {
    const person = await newcomer(language);
    await comeIn(page, t, person);
    await follow(page, t("home.propose"));
    await expectGoodPage();
    await propose(page, t, "700");
    await expect(title(page)).toHaveText(t("propose.answer.accepted.title"));
    await expectGoodPage();
    await page.locator("article.fits").getByRole("link").click();
    await sign(page, t, person);
    await expect.poll(async () => typesOf(person.accountRef)).toContain("plan.agreed");
    expect(await typesOf(person.accountRef)).toContain("plan.proposed");
  });

  test("what it does not allow is answered with the reason and the nearest plans", async ({
    page,
    language,
    t,
    expectGoodPage,
  }) => {
    const person = await newcomer(language);
    await comeIn(page, t, person);
    await follow(page, t("home.propose"));
    await propose(page, t, "20");
    await expect(title(page)).toHaveText(t("propose.answer.counter.title"));
    await expectGoodPage();
    await page.locator("article").first().getByRole("link").click();
    await sign(page, t, person);
  });

  test("what nobody but a person can decide waits for one, with a date", async ({
    page,
    language,
    t,
    expectGoodPage,
  }) => {
    const person = await newcomer(language);
    await hold(person, { kind: "manual", effects: ["offers"] });
    await comeIn(page, t, person);
    await follow(page, t("home.propose"));
    await propose(page, t, "700");
    await expect(title(page)).toHaveText(t("propose.answer.referred.title"));
    await expectGoodPage();
    await expect(page.locator("article")).toHaveCount(0);
  });

  test("a mistake comes back with what was typed", async ({
    page,
    language,
    t,
    expectGoodPage,
  }) => {
    const person = await newcomer(language);
    await comeIn(page, t, person);
    await follow(page, t("home.propose"));
    await propose(page, t, "some");
    await expect(page.getByText(t("common:reason.not-an-amount")).first()).toBeVisible();
    await expect(page.locator("[name=amount]")).toHaveValue("some");
    await expectGoodPage();
  });
});

async function typesOf(accountRef: string): Promise<readonly string[]> {
  return (await eventsOf(accountRef)).map(({ type }) => type);
}
