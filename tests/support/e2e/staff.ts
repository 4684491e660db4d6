import { expect, type Page } from "@playwright/test";
import { Secret, TOTP } from "otpauth";
import { demoCard } from "./demo-card.ts";
import { press } from "./steps.ts";
import { type Words, words } from "./words.ts";

/**
 * Signs in with password and authenticator as the member of the demo's staff with this role.
 * @param t the words of the sign-in page
 * @returns the words of the language in which this member works
 */
export async function signInAs(page: Page, t: Words, role: string): Promise<Words> {
  const { origin, staff } = demoCard();
  const member = staff.find((one) => one.role === role);
  if (!member?.totpSecret) throw new Error(`the demo has no ${role} with an authenticator`);
  await page.goto(`${origin}/staff/sign-in`);
  // A code works once: where this one was used already the next one counts too, and where another
  // test has used that as well, the one after it counts as soon as the half minute is over.
  for (const attempt of ["now", "next", "later"] as const) {
    if (attempt === "later") await page.waitForTimeout(stepMs - (Date.now() % stepMs) + 500);
    await page.getByLabel(t("staff:signIn.email")).fill(member.email);
    await page.getByLabel(t("staff:signIn.password")).fill(member.password);
    const ahead = attempt === "now" ? 0 : 1;
    await page.getByLabel(t("staff:signIn.code")).fill(code(member.totpSecret, ahead));
    await press(page, t("staff:signIn.go"));
    await page.waitForLoadState("networkidle");
    if (!page.url().endsWith("/sign-in")) break;
  }
  await expect(page).not.toHaveURL(/sign-in/);
  return words((await page.locator("html").getAttribute("lang")) === "en" ? "en" : "zh-CN");
}

const stepMs = 30_000;

function code(secret: string, stepsAhead: number): string {
  const period = stepMs / 1_000;
  const totp = new TOTP({ secret: Secret.fromBase32(secret), period, digits: 6 });
  return totp.generate({ timestamp: Date.now() + stepsAhead * stepMs });
}
