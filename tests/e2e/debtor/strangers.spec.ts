import type { APIRequestContext, Page } from "@playwright/test";
import routes from "../../../app/routes.ts";
import { newcomer } from "../../support/e2e/accounts.ts";
import { comeIn } from "../../support/e2e/steps.ts";
import { expect, test } from "../../support/e2e/test.ts";

/** Addresses that say nothing of anybody, whoever asks. */
const open = new Set([
  ...["", "find", "ended", "sign-out", "l/:token", "h/:token", "*"],
  // Whether an agreement is ours; no more messages to this address; how long a visit lasts.
  ...["verify", "stop/:token", "visit"],
  // What there is to understand, of no debt in particular.
  ...["learn", "learn/:topic"],
]);
const doorsteps = ["start", "not-me", "check", "check/code", "locked"];

/** Every address of the debtor's area, as app/routes.ts has it: a new one is walked by itself. */
const addresses = ((await routes) as Entry[])
  .flatMap(flat)
  .filter(({ file }) => file.startsWith("routes/debtor/"))
  .map(({ path }) => path ?? "")
  .filter((path) => !open.has(path));
const behindTheDoor = addresses.filter((path) => !doorsteps.includes(path));

interface Entry {
  readonly path?: string;
  readonly file: string;
  readonly children?: Entry[];
}

function flat(entry: Entry): Entry[] {
  return [entry, ...(entry.children ?? []).flatMap(flat)];
}

/** The address filled with somebody's real account; other ids are made up. */
function filled(path: string, accountId: string): string {
  const made = "01a1ffff-0000-7000-8000-000000000000";
  return `/${path.replace(":accountId", accountId).replace(/:\w+/g, made)}`;
}

async function accountOf(page: Page): Promise<string> {
  const href = await page.locator(".tabs a[href^='/a/']").first().getAttribute("href");
  return href?.split("/")[2] ?? "";
}

async function look(request: APIRequestContext, origin: string, path: string) {
  const answer = await request.get(origin + path, { maxRedirects: 0, failOnStatusCode: false });
  return {
    status: answer.status(),
    to: answer.headers().location ?? "",
    text: await answer.text(),
  };
}

test.use({ expectedProblems: [/404/] });

test("the walk covers the pages that show a debt", () => {
  for (const page of ["home", "timeline", "a/:accountId/balance", "a/:accountId/ways"]) {
    expect(behindTheDoor).toContain(page);
  }
});

test("nobody sees a page without a visit, and level 0 opens none behind the door", async ({
  page,
  language,
  request,
}) => {
  const person = await newcomer(language);
  const { origin } = new URL(person.url);
  for (const path of addresses) {
    const seen = await look(request, origin, filled(path, person.accountRef));
    expect([303, 404, 405], path).toContain(seen.status);
    expect(seen.text, path).not.toContain("8000");
  }
  await page.goto(person.url);
  for (const path of behindTheDoor) {
    const seen = await look(page.request, origin, filled(path, person.accountRef));
    expect([303, 404, 405], path).toContain(seen.status);
    if (seen.status === 303) expect(seen.to, path).toMatch(/^\/(start|home)/);
  }
});

test("somebody else's account answers as one that does not exist", async ({
  page,
  t,
  language,
  browser,
}) => {
  const mine = await newcomer(language);
  const theirs = await newcomer(language);
  const { origin } = new URL(mine.url);
  const other = await browser.newPage();
  await comeIn(other, t, theirs);
  const foreign = await accountOf(other);
  await other.close();
  await comeIn(page, t, mine);
  const own = await accountOf(page);
  expect(foreign).not.toBe(own);
  const missing = "01a1ffff-0000-7000-8000-000000000001";
  for (const path of behindTheDoor.filter((one) => one.includes(":accountId"))) {
    const asked = await look(page.request, origin, filled(path, foreign));
    const none = await look(page.request, origin, filled(path, missing));
    expect(asked.status, path).toBe(404);
    expect(none.status, path).toBe(404);
    expect(asked.text, path).not.toContain(theirs.accountRef);
  }
  const home = await look(page.request, origin, `/home?account=${foreign}`);
  expect(home.text).not.toContain(`/a/${foreign}`);
  expect(home.text).not.toContain(theirs.accountRef);
  const document = await look(page.request, origin, `/documents/agreements/${foreign}.pdf`);
  expect(document.status).toBe(404);
});
