import { defineConfig, devices } from "@playwright/test";

const asRoot = process.getuid?.() === 0;
const phone = { ...devices["Pixel 7"], viewport: { width: 390, height: 844 } };

export default defineConfig({
  testDir: "tests/e2e",
  outputDir: "test-results",
  globalSetup: "./tests/support/e2e/stack.ts",
  forbidOnly: true,
  fullyParallel: false,
  workers: 2,
  retries: 0,
  timeout: 150_000,
  expect: { timeout: 20_000 },
  use: {
    // What a failure leaves behind; a film of every test would cost more than the tests.
    trace: { mode: "retain-on-failure", screenshots: false },
    screenshot: "only-on-failure",
    launchOptions: {
      ...(process.env.CHROMIUM_PATH ? { executablePath: process.env.CHROMIUM_PATH } : {}),
      args: [
        ...(asRoot ? ["--no-sandbox"] : []),
        "--disable-gpu",
        "--disable-dev-shm-usage",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--no-first-run",
      ],
    },
  },
  projects: [
    {
      name: "zh-phone",
      use: { ...phone, locale: "zh-CN", timezoneId: "Asia/Shanghai" },
      testIgnore: "staff/**",
    },
    {
      name: "en-phone",
      use: { ...phone, locale: "en-US", timezoneId: "America/New_York" },
      testIgnore: "staff/**",
    },
    {
      name: "zh-phone-without-script",
      use: { ...phone, locale: "zh-CN", timezoneId: "Asia/Shanghai", javaScriptEnabled: false },
      testMatch: "debtor/**",
    },
    {
      name: "en-phone-without-script",
      use: { ...phone, locale: "en-US", timezoneId: "America/New_York", javaScriptEnabled: false },
      testMatch: "debtor/paying.spec.ts",
    },
    {
      // A debtor's pages are the same in a wide window: one walk through all of them shows that.
      name: "desktop",
      testIgnore: /debtor\/(?!whole-path|landing)/,
      use: {
        ...devices["Desktop Chrome"],
        viewport: { width: 1440, height: 900 },
        locale: "zh-CN",
        timezoneId: "Asia/Shanghai",
      },
    },
  ],
});
