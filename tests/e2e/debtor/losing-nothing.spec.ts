import type { Page } from "@playwright/test";
import { newcomer } from "../../support/e2e/accounts.ts";
import { agreePlan, comeIn, follow, press } from "../../support/e2e/steps.ts";
import { expect, test } from "../../support/e2e/test.ts";

const here = (page: Page, path: string): string => new URL(path, page.url()).href;

test.describe("a long form", () => {
  test("that was refused and left is there again, until it is cleared", async ({
    page,
    language,
    t,
    expectGoodPage,
  }) => {
    await comeIn(page, t, await newcomer(language));
    await follow(page, t("home.propose"));
    const form = page.url();
    await page.locator("[name=amount]").fill("twelve");
    await press(page, t("propose.go"));
    await expect(page.getByRole("alert")).toBeVisible();

    await page.goto(here(page, "/home"));
    await expect(page.getByText(t("home.unsent"))).toBeVisible();
    await follow(page, t("home.goOn"));
    await expect(page).toHaveURL(form);
    await expect(page.locator("[name=amount]")).toHaveValue("twelve");
    await expectGoodPage();

    await press(page, t("common:kept.anew"));
    await expect(page).toHaveURL(form);
    await expect(page.locator("[name=amount]")).toHaveValue("");
    await page.locator("[name=amount]").fill("900");
    await press(page, t("propose.go"));
    await expect(page).toHaveURL(/proposal=/);
    await page.goto(here(page, "/home"));
    await expect(page.getByText(t("home.unsent"))).toHaveCount(0);
  });

  test("is kept as it is typed, and the end is announced", async ({
    page,
    language,
    t,
    javaScriptEnabled,
    expectGoodPage,
  }) => {
    await page.clock.install();
    await comeIn(page, t, await newcomer(language));
    await follow(page, t("home.propose"));
    const warning = page.getByText(t("common:visit.warning"));
    await expect(warning).toBeHidden();
    // Without script there is nothing to announce; a form that comes too late is kept all the same.
    if (!javaScriptEnabled) return;
    const kept = page.waitForResponse(/\/visit$/);
    await page.locator("[name=amount]").fill("777");
    await page.clock.runFor(3_000);
    await kept;
    await page.reload();
    await expect(page.locator("[name=amount]")).toHaveValue("777");

    // What was typed just now is there in the other language, and back again.
    for (const typed of ["778", "779"]) {
      await page.locator("[name=amount]").fill(typed);
      const lang = await page.locator("html").getAttribute("lang");
      await page.locator("a[href^='/language/']").first().click();
      await expect(page.locator("html")).not.toHaveAttribute("lang", lang ?? "");
      await expect(page.locator("[name=amount]")).toHaveValue(typed);
    }

    await page.route("**/visit", (route) => route.fulfill({ json: { leftMs: 110_000 } }));
    await page.clock.runFor(14 * 60_000);
    await expect(warning).toBeVisible();
    await expectGoodPage();
    await page.unroute("**/visit");
    await press(page, t("common:visit.stay"));
    await expect(warning).toBeHidden();

    await page.route("**/visit", (route) => route.fulfill({ json: { leftMs: 0 } }));
    await page.clock.runFor(14 * 60_000);
    await expect(page).toHaveURL(/\/ended\?why=idle/);
    await expect(page.getByText(t("ended.kept"))).toBeVisible();
  });
});

test("an agreement is checked without signing in: as it is, and changed", async ({
  page,
  language,
  t,
  expectGoodPage,
}) => {
  await agreePlan(page, t, await newcomer(language));
  const href =
    (await page.locator("a[href*='/documents/agreements/']").first().getAttribute("href")) ?? "";
  const file = await (await page.request.get(here(page, href))).body();
  await page.context().clearCookies();
  await page.goto(here(page, "/verify"));
  await expectGoodPage();
  const check = async (buffer: Buffer) => {
    const input = page.locator("input[type=file]");
    await input.setInputFiles({ name: "agreement.pdf", mimeType: "application/pdf", buffer });
    await press(page, t("verify.go"));
  };
  await check(file);
  await expect(page.getByText(t("verify.unchanged.title"))).toBeVisible();
  await expectGoodPage();
  const changed = Buffer.from(file);
  changed[changed.length - 2_000] = (changed[changed.length - 2_000] ?? 0) ^ 1;
  await check(changed);
  await expect(page.getByText(t("verify.changed.title"))).toBeVisible();
  await expectGoodPage();
});
