import type { Page } from "@playwright/test";
import { newcomer } from "../../support/e2e/accounts.ts";
import { eventsOf } from "../../support/e2e/collector.ts";
import { agreePlan, follow, press } from "../../support/e2e/steps.ts";
import { expect, test } from "../../support/e2e/test.ts";

const changes = async (accountRef: string) =>
  (await eventsOf(accountRef)).filter(({ type }) => type.startsWith("plan."));

/** The first date of the schedule, as an ISO date. */
const firstDate = (page: Page) => page.locator("table time").first().getAttribute("datetime");

test.describe("a plan in force", () => {
  test("is moved, skipped, changed and left, each time seen before it is done", async ({
    page,
    language,
    t,
    expectGoodPage,
  }) => {
    const person = await newcomer(language);
    await agreePlan(page, t, person);
    const signed = await firstDate(page);

    await follow(page, t("plan.change.move"));
    const days = page.locator("select[name=to]");
    const day = (await days.locator("option").nth(4).getAttribute("value")) ?? "";
    await days.selectOption(day);
    await press(page, t("planChange.move.see"));
    await expectGoodPage();
    expect(await firstDate(page)).toBe(signed);
    await press(page, t("planChange.move.go"));
    await expect(page.getByText(t("plan.done.moved"))).toBeVisible();
    expect(await firstDate(page)).toBe(day);
    await expectGoodPage();

    await follow(page, t("plan.change.skip"));
    await expectGoodPage();
    await press(page, t("planChange.skip.go"));
    await expect(page.getByText(t("plan.done.skipped"))).toBeVisible();
    expect(((await firstDate(page)) ?? "") > day).toBe(true);
    const [usedUp = ""] = t("plan.cannot.none-left").split("{{date}}");
    await expect(page.getByText(usedUp)).toBeVisible();

    await follow(page, t("plan.change.other"));
    await expectGoodPage();
    await page.locator("[name=amount]").fill("650");
    await press(page, t("propose.go"));
    await expect(page.getByRole("heading", { name: t("planChange.both") })).toBeVisible();
    await expectGoodPage();
    await page.locator("article.fits").getByRole("link").click();
    await expect(page.getByRole("heading", { name: t("planChange.both") })).toBeVisible();
    await expectGoodPage();
    await page.getByRole("checkbox").check();
    await page.getByLabel(t("sign.name")).fill(person.name);
    await press(page, t("sign.go"));
    await expect(page.getByText(t("plan.before"))).toBeVisible();

    await follow(page, t("plan.change.cancel"));
    await expectGoodPage();
    await press(page, t("planChange.cancel.go"));
    await expect(page.getByText(t("plan.done.cancelled"))).toBeVisible();
    await expectGoodPage();
    await expect
      .poll(async () => (await changes(person.accountRef)).map(({ type }) => type))
      .toEqual([
        "plan.agreed",
        "plan.changed",
        "plan.changed",
        "plan.proposed",
        "plan.changed",
        "plan.agreed",
        "plan.cancelled",
      ]);
  });
});
