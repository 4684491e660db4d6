import type { Page } from "@playwright/test";
import { newcomer } from "../../support/e2e/accounts.ts";
import { eventsOf } from "../../support/e2e/collector.ts";
import { comeIn, follow, press } from "../../support/e2e/steps.ts";
import { expect, test } from "../../support/e2e/test.ts";

const title = (page: Page) => page.getByRole("heading", { level: 1 });
const typesOf = async (ref: string) => (await eventsOf(ref)).map(({ type }) => type);
const slip = { name: "slip.pdf", mimeType: "application/pdf", buffer: Buffer.from("%PDF-1.7 x") };

test.describe("when something is wrong", () => {
  test("a dispute stops things at once and is followed to its end", async ({
    page,
    language,
    t,
    expectGoodPage,
  }) => {
    const person = await newcomer(language);
    await comeIn(page, t, person);
    await follow(page, t("wrong.row"));
    await expectGoodPage();
    await follow(page, t("wrong.dispute"));
    await expectGoodPage();
    await page.locator("[name=files]").setInputFiles(slip);
    await press(page, t("newCase.dispute.go"));
    await expect(page.getByText(t("common:reason.choose")).first()).toBeVisible();
    await expect(page.getByRole("link", { name: slip.name })).toBeVisible();
    await expectGoodPage();
    await page.locator("[name=ground][value=already-paid]").check();
    await page.locator("textarea[name=text]").fill("<b>…</b>");
    await press(page, t("newCase.dispute.go"));
    await expect(title(page)).toHaveText(t("case.ground.dispute.already-paid"));
    await expect(page.getByText("<b>…</b>")).toBeVisible();
    await expect(page.getByText(t("holdEffect.collection"))).toBeVisible();
    await expectGoodPage();
    await page.locator("textarea[name=text]").fill("2026-11");
    await press(page, t("case.add.go"));
    await expect(page.getByText(t("case.step.added"))).toBeVisible();
    await press(page, t("case.withdraw.go"));
    await expect(page.getByText(t("case.state.withdrawn"), { exact: true }).first()).toBeVisible();
    await expectGoodPage();
    await page.locator("textarea[name=text]").fill("…");
    await press(page, t("case.next.goReopen"));
    await expect(page.getByText(t("case.step.reopened"))).toBeVisible();
    await expect.poll(() => typesOf(person.accountRef)).toContain("dispute.resolved");
  });

  test("a lost card gets advice before the form, a complaint its own clock", async ({
    page,
    language,
    t,
    expectGoodPage,
  }) => {
    const person = await newcomer(language);
    await comeIn(page, t, person);
    await follow(page, t("wrong.row"));
    await follow(page, t("wrong.fraud"));
    await expect(page.getByText(t("newCase.advice.card"))).toBeVisible();
    await expectGoodPage();
    await page.locator("[name=event][value=lost]").check();
    await page.locator("textarea[name=text]").fill("…");
    await press(page, t("newCase.fraud.go"));
    await expect(title(page)).toHaveText(t("case.ground.dispute.fraud-or-lost-card"));
    await follow(page, t("wrong.document"));
    await follow(page, t("wrong.complaint"));
    await expectGoodPage();
    await page.locator("[name=ground][value=contact]").check();
    await page.locator("textarea[name=text]").fill("…");
    await press(page, t("newCase.complaint.go"));
    await expect(title(page)).toHaveText(t("case.ground.complaint.contact"));
    await expectGoodPage();
    await follow(page, t("wrong.document"));
    await expect(page.locator(".rows a")).toHaveCount(5);
    await expect.poll(() => typesOf(person.accountRef)).toContain("complaint.opened");
  });
});
