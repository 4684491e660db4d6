import type { RouteConfigEntry } from "@remix-run/route-config";
import { beforeAll, describe, expect, test } from "vitest";
import type { HelperScope } from "#app/domain/verification/helper.ts";
import routes from "#app/routes.ts";
import { withTestDatabase } from "../../support/database.ts";
import { comeIn, invite } from "../../support/helper.ts";
import { somePortfolio, type TestRuntime, testRuntime } from "../../support/runtime.ts";
import { ask, outcomeOf } from "../../support/staff.ts";
import { someAccount, verified } from "../../support/visitor.ts";

const db = withTestDatabase();
const nobodys = "0190a000-0000-7000-8000-000000000000";

interface Sides {
  /** What looking needs; absent: it is refused. */
  readonly look?: HelperScope;
  /** What acting needs; absent: it is refused. */
  readonly act?: HelperScope;
}

/** Of every page of a debtor: open to everybody, closed to each helper, or what it needs. */
const pages: Readonly<Record<string, Sides | "open" | "closed">> = {
  // The ways in and out
  "l/:token": "open",
  "h/:token": "open",
  helping: "open",
  find: "open",
  "stop/:token": "open",
  ended: "open",
  "sign-out": "open",
  visit: "open",
  verify: "open",
  learn: "open",
  "learn/:topic": "open",
  start: "closed",
  "not-me": "closed",
  check: "closed",
  "check/code": "closed",
  locked: "closed",
  "visit/begin-anew": "closed",
  // To look at
  home: { look: "view" },
  timeline: { look: "view" },
  "a/:accountId/balance": { look: "view" },
  "a/:accountId/plan": { look: "view" },
  "a/:accountId/receipts/:paymentId": { look: "view" },
  "pay/receipts/:attemptId": { look: "view" },
  // To pay once
  "a/:accountId/pay": { look: "pay", act: "pay" },
  "a/:accountId/pay/transfer": { look: "pay" },
  pay: { look: "pay", act: "pay" },
  "pay/return": { look: "pay" },
  // To propose
  "a/:accountId/ways": { look: "propose" },
  "a/:accountId/propose": { look: "propose", act: "propose" },
  "a/:accountId/suggest": { act: "propose" },
  "a/:accountId/suggested/:suggestionId": { look: "propose" },
  // The debtor's alone
  "a/:accountId/plan/move": "closed",
  "a/:accountId/plan/skip": "closed",
  "a/:accountId/plan/cancel": "closed",
  "a/:accountId/how-was-it": "closed",
  documents: "closed",
  everything: "closed",
  "everything/:file": "closed",
  "documents/agreements/:file": "closed",
  "files/:fileId": "closed",
  messages: "closed",
  "messages/:threadId": "closed",
  "a/:accountId/messages/new": "closed",
  preferences: "closed",
  "preferences/record": "closed",
  "preferences/contacts/:channel": "closed",
  "preferences/helpers": "closed",
  "preferences/helpers/new": "closed",
  "a/:accountId/wrong": "closed",
  "a/:accountId/wrong/:door": "closed",
  "a/:accountId/cases/:caseId": "closed",
  "a/:accountId/cases/:caseId/letter.pdf": "closed",
  afford: "closed",
  "a/:accountId/afford": "closed",
  "a/:accountId/hardship": "closed",
  "a/:accountId/hardship/tell": "closed",
  "a/:accountId/breathing-space": "closed",
  "a/:accountId/support": "closed",
  "a/:accountId/sign": "closed",
  together: "closed",
  "together/sign": "closed",
  "a/:accountId/autopay": "closed",
  "a/:accountId/autopay/return": "closed",
  "a/:accountId/payer-link": "closed",
  "a/:accountId/credit": "closed",
  "a/:accountId/receipts/:paymentId/receipt.pdf": "closed",
};

const flat = (entry: RouteConfigEntry): RouteConfigEntry[] => [
  entry,
  ...(entry.children ?? []).flatMap(flat),
];
const debtorRoutes = (routes as RouteConfigEntry[])
  .flatMap(flat)
  .filter(({ file, path }) => file.startsWith("routes/debtor/") && path && path !== "*")
  .map(({ file, path }) => ({ file, path: path ?? "" }));
const guarded = debtorRoutes.filter(({ path }) => pages[path] !== "open");

const scopesTried: readonly (readonly HelperScope[])[] = [
  ["view"],
  ["view", "pay"],
  ["view", "propose"],
];

let runtime: TestRuntime;
/** A debtor of their own for each set of scopes, and the token of who helps them. */
const helped = new Map<string, { readonly token: string; readonly accountId: string }>();

beforeAll(async () => {
  runtime = testRuntime(db);
  const portfolio = await somePortfolio(runtime);
  for (const scopes of scopesTried) {
    const { accountId } = await someAccount(runtime, portfolio);
    const { linkToken } = await invite(runtime, await verified(runtime, accountId), { scopes });
    helped.set(scopes.join(), { accountId, token: await comeIn(runtime, linkToken) });
  }
});

interface Module {
  readonly loader?: Parameters<typeof ask>[1];
  readonly action?: Parameters<typeof ask>[1];
}

const modules = import.meta.glob("../../../app/routes/debtor/*/route.{ts,tsx}");

async function moduleOf(file: string): Promise<Module> {
  const load = modules[`../../../app/${file}`];
  if (load === undefined) throw new Error(`no module ${file}`);
  return (await load()) as Module;
}

async function isRefused(
  path: string,
  handler: Parameters<typeof ask>[1],
  scopes: readonly HelperScope[],
  acting: boolean,
): Promise<boolean> {
  const { token, accountId } = helped.get(scopes.join()) ?? { token: "", accountId: "" };
  const names = [...path.matchAll(/:(\w+)/g)].map(([, name]) => name ?? "");
  const params: Record<string, string> = {
    ...Object.fromEntries(names.map((name) => [name, nobodys])),
    accountId,
    channel: "email",
    door: "dispute",
    file: "everything.json",
  };
  const filled = path.replace(/:(\w+)/g, (_, name: string) => params[name] ?? "");
  const asked = { path: `/${filled}`, params, token, area: "debtor" } as const;
  const outcome = outcomeOf(await ask(runtime, handler, acting ? { ...asked, form: {} } : asked));
  // Whoever is let in stays in: nothing leads back to a door.
  expect(outcome).not.toMatch(/\/(ended|helping|start|check)\b/);
  return outcome === "403";
}

test("the table names every page of a debtor, and no other", () => {
  expect(debtorRoutes.map(({ path }) => path).sort()).toEqual(Object.keys(pages).sort());
});

describe.each(guarded)("$path", ({ path, file }) => {
  const sides = pages[path];
  const rule: Sides = typeof sides === "object" ? sides : {};

  test.each(scopesTried.map((scopes) => [scopes.join(" and "), scopes] as const))(
    "to somebody who may %s",
    async (_name, scopes) => {
      const { loader, action } = await moduleOf(file);
      if (loader) {
        const may = rule.look !== undefined && scopes.includes(rule.look);
        expect(await isRefused(path, loader, scopes, false)).toBe(!may);
      }
      if (action) {
        const may = rule.act !== undefined && scopes.includes(rule.act);
        expect(await isRefused(path, action, scopes, true)).toBe(!may);
      }
    },
  );
});

test("what is refused is not written down as seen; what is opened is, each time", async () => {
  const { token, accountId } = helped.get("view") ?? { token: "", accountId: "" };
  const { loader } = await moduleOf("routes/debtor/balance/route.tsx");
  const count = async () =>
    Number(
      (
        await db.query<{ n: bigint }>(
          `select count(*) as n from audit where action = 'helper.page'
             and detail->>'page' = '/a/*/balance'`,
        )
      )[0]?.n,
    );
  const before = await count();
  const asked = { path: `/a/${accountId}/balance`, params: { accountId }, token } as const;
  await ask(runtime, loader!, { ...asked, area: "debtor" });
  await ask(runtime, loader!, { ...asked, area: "debtor" });
  expect(await count()).toBe(before + 2);
});
