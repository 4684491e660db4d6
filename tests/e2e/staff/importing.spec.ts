import { randomUUID } from "node:crypto";
import type { Page } from "@playwright/test";
import { demoCard } from "../../support/e2e/demo-card.ts";
import { signInAs } from "../../support/e2e/staff.ts";
import { press } from "../../support/e2e/steps.ts";
import { expect, test } from "../../support/e2e/test.ts";
import type { Words } from "../../support/e2e/words.ts";

test("a file is tried, brought in, and changes nothing the second time", async ({
  page,
  t: signInWords,
  expectGoodPage,
}) => {
  const tag = randomUUID().slice(0, 8);
  const file = {
    name: `accounts-${tag}.csv`,
    mimeType: "text/csv",
    buffer: Buffer.from(
      [
        "account_ref,debtor_ref,debtor_name,currency,as_of,principal",
        `F-${tag}-1,FD-${tag}-1,甲示例,CNY,2026-11-01,1200.00`,
        `F-${tag}-2,FD-${tag}-2,乙示例,CNY,2026-11-01,800.00`,
        `F-${tag}-3,FD-${tag}-3,丙示例,CNY,2026-11-31,10.00`,
      ].join("\n"),
    ),
  };
  const t = await signInAs(page, signInWords, "administrator");
  await tryFile(page, t, file);
  await expect(page.getByText(t("staff:imports.titleTried"))).toBeVisible({ timeout: 30_000 });
  await expect(page.getByText(t("staff:imports.nothingChanged"))).toBeVisible();
  await expect(page.getByText("as_of").first()).toBeVisible();
  await expectGoodPage();
  await press(page, t("staff:imports.go", { count: 2 }));
  await expect(page.getByText(t("staff:imports.titleDone"))).toBeVisible({ timeout: 30_000 });
  await expectGoodPage();

  await page.locator("#search").fill(`F-${tag}-1`);
  await page.locator("#search").press("Enter");
  await expect(page.getByRole("link", { name: "甲示例" }).first()).toBeVisible();

  await tryFile(page, t, file);
  await expect(page.getByText(t("staff:imports.titleTried"))).toBeVisible({ timeout: 30_000 });
  await expect(page.locator(".strip")).toContainText(/2/);
  await expectGoodPage();
});

async function tryFile(
  page: Page,
  t: Words,
  file: { name: string; mimeType: string; buffer: Buffer },
): Promise<void> {
  await page.goto(`${demoCard().origin}/staff/imports`);
  await page.getByLabel(t("staff:accounts.portfolio")).selectOption("qingchuan");
  await page.getByLabel(t("staff:imports.file")).setInputFiles(file);
  await press(page, t("staff:imports.try"));
  await expect(page).toHaveURL(/\/staff\/imports\/[0-9a-f-]{36}$/);
}
